"use strict";

// The page as an OAuth client: authorization code with PKCE (RFC 7636), for a public client. Whatever comes from
// elsewhere reaches the page as text and never as markup.

const FLOW = "demo.flow";
const SESSION = "demo.session";
const LEAVING = "demo.leaving";
const SIGNED_OUT = "demo.signed-out";
const HOME = location.origin + "/";

const REFUSALS = {
  access_denied: "You declined, so this page got no access. You can sign in again at any time.",
  invalid_scope: "The identity server does not allow one of the requested scopes for this page.",
  temporarily_unavailable: "The identity server cannot sign anyone in at the moment. Try again in a minute.",
  server_error: "Something went wrong at the identity server. Try again in a minute.",
};

/** A problem whose message may be read by the person in front of the page. */
class Problem extends Error {
  /** @param again what another sign-in must ask for to go on, if that would help: label, and what signIn() takes */
  constructor(sentence, detail = "", again = null) {
    super(sentence);
    this.detail = detail;
    this.again = again;
  }
}

const element = (id) => document.getElementById(id);
const wellFormed = (text, form) => (typeof text === "string" && form.test(text) ? text : "");

let settings;
let endpoints;
let session = null;
let again = null;

// ---- what the page says

function say(sentence, kind = "plain", detail = "") {
  element("message").textContent = sentence;
  element("message").dataset.kind = kind;
  element("detail").textContent = detail;
  element("detail").hidden = !detail;
  element("step-up-box").hidden = true;
  if (sentence) {
    element("message").scrollIntoView({ block: "nearest" });
  }
}

function sayProblem(problem) {
  const known = problem instanceof Problem;
  say(known ? problem.message : "Something went wrong on this page. Reload it and try again.", "bad", problem.detail);
  if (known && problem.again) {
    again = problem.again;
    element("step-up").textContent = again.label;
    element("step-up-box").hidden = false;
  }
}

/** Runs what a button starts: not twice at once, and problems become sentences. */
async function run(button, work) {
  button.disabled = true;
  try {
    await work();
  } catch (problem) {
    sayProblem(problem);
  } finally {
    button.disabled = false;
  }
}

function items(list, rows) {
  list.replaceChildren(...rows.map((parts) => {
    const item = document.createElement("li");
    for (const [tag, text] of parts) {
      item.appendChild(document.createElement(tag)).textContent = text;
    }
    return item;
  }));
}

function show() {
  element("signed-in").hidden = !session;
  element("signed-out").hidden = Boolean(session);
  element("sign-out").hidden = !session;
}

// ---- small tools

function base64url(bytes) {
  return btoa(String.fromCharCode(...new Uint8Array(bytes)))
    .replaceAll("+", "-").replaceAll("/", "_").replaceAll("=", "");
}

const random = (bytes) => base64url(crypto.getRandomValues(new Uint8Array(bytes)));

function claimsOf(jwt) {
  const payload = jwt.split(".")[1].replaceAll("-", "+").replaceAll("_", "/");
  const bytes = Uint8Array.from(atob(payload), (character) => character.charCodeAt(0));
  return JSON.parse(new TextDecoder().decode(bytes));
}

function remember(key, value) {
  sessionStorage.setItem(key, JSON.stringify(value));
}

function recall(key) {
  try {
    return JSON.parse(sessionStorage.getItem(key));
  } catch {
    return null;
  }
}

function take(key) {
  const value = recall(key);
  sessionStorage.removeItem(key);
  return value;
}

async function request(url, options, unreachable) {
  try {
    return await fetch(url, { credentials: "omit", signal: AbortSignal.timeout(10_000), ...options });
  } catch {
    throw new Problem(unreachable);
  }
}

// ---- the identity server

async function askIssuer(url, options) {
  return request(url, options, "The identity server cannot be reached. Is it running?");
}

async function metadata(path) {
  const issuer = new URL(settings.issuer);
  const answer = await askIssuer(issuer.origin + path + issuer.pathname.replace(/\/$/, ""));
  const document = answer.ok ? await answer.json().catch(() => ({})) : {};
  // RFC 8414, section 3.3: a document that speaks for another issuer must not be used.
  if (document.issuer !== settings.issuer) {
    throw new Problem("The identity server's metadata is missing or names another issuer than this page is set to.");
  }
  return document;
}

async function discover() {
  if (!endpoints) {
    const found = await metadata("/.well-known/oauth-authorization-server");
    endpoints = found.end_session_endpoint && found.userinfo_endpoint
      ? found
      : { ...await openid(), ...found };
  }
  return endpoints;
}

async function openid() {
  const answer = await askIssuer(settings.issuer + "/.well-known/openid-configuration");
  const found = answer.ok ? await answer.json().catch(() => ({})) : {};
  return found.issuer === settings.issuer ? found : {};
}

/** An endpoint of the issuer; the policy of this page lets it talk to no other origin. */
function endpoint(name) {
  const url = new URL(String(endpoints[name]), settings.issuer);
  if (!endpoints[name] || url.origin !== new URL(settings.issuer).origin) {
    throw new Problem("The identity server's metadata lacks an endpoint that this page needs.");
  }
  return url;
}

/** Goes to the identity server, for more scopes, with more parameters, and to repeat an action afterwards. */
async function signIn({ scopes = [], parameters = {}, repeat = "" } = {}) {
  if (!crypto.subtle) {
    throw new Problem("Signing in works over https or at localhost only. Open this page at such an address.");
  }
  await discover();
  const flow = { state: random(16), nonce: random(16), verifier: random(32), repeat, subject: session?.subject };
  remember(FLOW, flow);
  const url = endpoint("authorization_endpoint");
  url.search = new URLSearchParams({
    response_type: "code",
    client_id: settings.client_id,
    redirect_uri: HOME,
    scope: [...new Set([...settings.scopes, ...scopes])].join(" "),
    state: flow.state,
    nonce: flow.nonce,
    code_challenge: base64url(await crypto.subtle.digest("SHA-256", new TextEncoder().encode(flow.verifier))),
    code_challenge_method: "S256",
    ...parameters,
  });
  // Clerk may still know this browser and would let the same person in without a question.
  if (take(SIGNED_OUT)) {
    url.searchParams.set("prompt", "select_account");
  }
  location.assign(url);
}

/** Takes the answer the browser came back with. It is looked at only if it is the one this tab asked for. */
async function comeBack(answer) {
  const flow = take(FLOW);
  if (!flow || answer.get("state") !== flow.state) {
    throw new Problem("This authorization response does not belong to a sign-in of this tab, so it was ignored. Please sign in again.");
  }
  await discover();
  // RFC 9207: an answer from another server must not reach our token endpoint.
  const promised = endpoints.authorization_response_iss_parameter_supported === true;
  if ((promised || answer.has("iss")) && answer.get("iss") !== settings.issuer) {
    throw new Problem("This authorization response comes from another server than ours, so it was ignored. Please sign in again.");
  }
  if (answer.has("error")) {
    const code = wellFormed(answer.get("error"), /^[a-z_]{1,40}$/);
    if (code === "access_denied" && session) {
      throw new Problem("You declined; what this page could do before stays.", code);
    }
    throw new Problem(REFUSALS[code] ?? "The identity server refused the sign-in.", code);
  }
  session = await redeem(answer.get("code"), flow);
  remember(SESSION, session);
  // Whoever has signed in now may be someone else, who has not asked for it.
  if (flow.repeat && session.subject !== flow.subject) {
    throw new Problem(`Somebody else signed in, so ${REPEATABLE[flow.repeat]?.undone ?? "nothing was done"}.`);
  }
  return flow.repeat;
}

async function redeem(code, flow) {
  const answer = await askIssuer(endpoint("token_endpoint"), {
    method: "POST",
    body: new URLSearchParams({
      grant_type: "authorization_code",
      code,
      redirect_uri: HOME,
      client_id: settings.client_id,
      code_verifier: flow.verifier,
    }),
  });
  const tokens = await answer.json().catch(() => ({}));
  if (!answer.ok || !tokens.access_token || !tokens.id_token) {
    throw new Problem("The sign-in could not be completed. Please try again.",
      wellFormed(tokens.error, /^[a-z_]{1,40}$/));
  }
  const claims = claimsOf(tokens.id_token);
  // OpenID Connect Core, section 3.1.3.7. It came from the token endpoint itself, which stands for the signature.
  if (claims.iss !== settings.issuer || ![claims.aud].flat().includes(settings.client_id)
      || claims.nonce !== flow.nonce) {
    throw new Problem("The identity server sent an ID token that is not for this sign-in. Please try again.");
  }
  return {
    accessToken: tokens.access_token,
    idToken: tokens.id_token,
    subject: claims.sub,
    scopes: String(tokens.scope ?? settings.scopes.join(" ")).split(" "),
    expiresAt: Date.now() + 1000 * (Number(tokens.expires_in) || 600),
  };
}

async function nameOfPerson() {
  try {
    await discover();
    const answer = await askIssuer(endpoint("userinfo_endpoint"),
      { headers: { Authorization: `Bearer ${session.accessToken}` } });
    const person = answer.ok ? await answer.json() : {};
    // OpenID Connect Core, section 5.3.2: an answer about someone else must not be used.
    return person.sub === session.subject ? person.name || person.preferred_username || person.email : "";
  } catch {
    return "";
  }
}

async function signOut() {
  const { accessToken, idToken } = session;
  drop();
  await discover();
  await revoke(accessToken);
  const leaving = random(16);
  remember(LEAVING, leaving);
  remember(SIGNED_OUT, "true");
  const url = endpoint("end_session_endpoint");
  url.search = new URLSearchParams({
    id_token_hint: idToken,
    client_id: settings.client_id,
    post_logout_redirect_uri: HOME,
    state: leaving,
  });
  location.assign(url);
}

/** Asks for the token's end. If that fails the token still ends with the session, so signing out goes on. */
async function revoke(token) {
  try {
    await askIssuer(endpoint("revocation_endpoint"), {
      method: "POST",
      body: new URLSearchParams({ token, token_type_hint: "access_token", client_id: settings.client_id }),
    });
  } catch {
    // Nothing to do about it here.
  }
}

function drop() {
  session = null;
  sessionStorage.removeItem(SESSION);
  show();
}

// ---- the API of this service

async function api(path, options = {}, repeat = "") {
  const answer = await request(path, {
    ...options,
    headers: { ...options.headers, Authorization: `Bearer ${session.accessToken}` },
  }, "This service cannot be reached.");
  const body = await answer.json().catch(() => ({}));
  if (answer.ok) {
    return body;
  }
  throw refused(answer, body.error ?? {}, repeat);
}

/** The sentence for people, and what another sign-in must ask for, by RFC 6750 and RFC 9470. */
function refused(answer, error, repeat) {
  const challenge = answer.headers.get("WWW-Authenticate") ?? "";
  const parameter = (name) => new RegExp(`\\b${name}="([A-Za-z0-9:*._ /-]{1,129})"`).exec(challenge)?.[1] ?? "";
  const scope = parameter("scope");
  if (answer.status === 401 && parameter("error") === "insufficient_user_authentication") {
    return signInTooOld(challenge, parameter, repeat);
  }
  if (answer.status === 401) {
    drop();
    return new Problem("Your access has ended. Sign in again to go on.");
  }
  if (answer.status === 403 && scope) {
    return new Problem(
      `The access token lacks the scope ${scope}. The service answered 403 insufficient_scope.`,
      `WWW-Authenticate: ${challenge}`,
      {
        label: `Sign in again and ask for ${scope}`,
        scopes: scope.split(" "),
        parameters: REPEATABLE[repeat]?.parameters,
        repeat,
      });
  }
  return new Problem(error.message ?? "The service refused the request.");
}

/** RFC 9470, section 4: authorize with what the challenge says, then repeat the request, once. */
function signInTooOld(challenge, parameter, repeat) {
  const parameters = {};
  for (const name of ["max_age", "acr_values"]) {
    if (parameter(name)) {
      parameters[name] = parameter(name);
    }
  }
  return new Problem(
    "This needs a fresh proof that it is you. The service answered 401 insufficient_user_authentication.",
    `WWW-Authenticate: ${challenge}`,
    // The token had these scopes; the new one needs them, too, and those of the request.
    {
      label: "Prove that it is you, and go on",
      scopes: [...session.scopes, ...parameter("scope").split(" ").filter(Boolean)],
      parameters,
      repeat,
    });
}

const counted = (number) => (number === 1 ? "1 experiment" : `${number} experiments`);

async function showLabs() {
  const { data } = await api("/v1/labs?limit=100");
  items(element("labs"), data.map((lab) => [
    ["strong", lab.name],
    ["span", [lab.visibility, lab.template, counted(lab.experiment_count), lab.id].join(" · ")],
  ]));
  if (!data.length) {
    items(element("labs"), [[["span", "No labs yet."]]]);
  }
}

async function showSession() {
  show();
  element("expiry").textContent = new Date(session.expiresAt).toLocaleTimeString();
  element("expiry").dateTime = new Date(session.expiresAt).toISOString();
  const [name, caller] = await Promise.all([nameOfPerson(), api("/v1/whoami")]);
  element("person").textContent = name || caller.data.subject;
  element("subject").textContent = `Subject ${caller.data.subject}.`;
  const { organization } = caller.data;
  element("organization").textContent = organization
    ? `Acts for ${organization.id} (org_id), with the role ${organization.role || "unknown"} (org_role).`
    : "";
  items(element("scopes"), caller.data.scopes.map((scope) => [["span", scope]]));
  await showLabs();
}

async function createLab(form) {
  const name = element("lab-name").value;
  const { data } = await api("/v1/labs", {
    method: "POST",
    headers: { "Content-Type": "application/json" },
    body: JSON.stringify({ name }),
  });
  form.reset();
  await showLabs();
  say(`Created ${data.name}.`, "good");
}

async function deleteLabs() {
  await api("/v1/labs", { method: "DELETE" }, "deleteLabs");
  await showLabs();
  say("All your labs are deleted.", "good");
}

/**
 * What may be repeated after another sign-in: the action, what that sign-in asks for even if only a scope is missing, so that
 * one trip is enough, and what is said if somebody else signed in.
 */
const REPEATABLE = {
  deleteLabs: { action: deleteLabs, parameters: { max_age: "60" }, undone: "nothing was deleted" },
};

// ---- start

function listen() {
  element("sign-in").addEventListener("click", (event) => run(event.currentTarget, () => signIn()));
  element("step-up").addEventListener("click",
    (event) => run(event.currentTarget, () => signIn(again)));
  element("delete-labs").addEventListener("click", (event) => run(event.currentTarget, deleteLabs));
  element("sign-out").addEventListener("click", (event) => run(event.currentTarget, signOut));
  element("create").addEventListener("submit", (event) => {
    event.preventDefault();
    run(element("create-lab"), () => createLab(event.target));
  });
  // Going back after signing out would otherwise show the page as it was.
  addEventListener("pageshow", (event) => event.persisted && location.reload());
}

async function start() {
  // The way back is registered for localhost, and a browser takes the two for different places.
  if (["127.0.0.1", "[::1]"].includes(location.hostname)) {
    location.replace(`${location.protocol}//localhost:${location.port}/`);
    return;
  }
  const answer = new URLSearchParams(location.search);
  // Before anything else: the code must not stay in the address bar or the history.
  history.replaceState(null, "", "/");
  listen();
  addCopyButtons();
  try {
    settings = await (await request("/settings.json", {}, "This service cannot be reached.")).json();
    fill();
    sayWhetherSignedOut(answer);
    resume();
    const repeat = await settle(answer);
    if (session) {
      await showSession();
      await REPEATABLE[repeat]?.action();
    }
  } catch (problem) {
    sayProblem(problem);
  }
  show();
}

/** The sign-out is certain only on the way back from it: the identity server may have been away, or the person stayed. */
function sayWhetherSignedOut(answer) {
  const leaving = take(LEAVING);
  if (leaving && answer.get("state") === leaving) {
    say("You are signed out.");
  } else {
    say(leaving ? "This page has ended its access. You may still be signed in at Hubify." : "");
  }
}

/** Goes on with the sign-in this tab already has, if it is still good. */
function resume() {
  session = recall(SESSION);
  if (session && session.expiresAt <= Date.now()) {
    drop();
    say("Your access has ended. Sign in again to go on.");
  }
}

/** What is to be repeated now. After an error response nothing is; the earlier session stays, with its scopes. */
async function settle(answer) {
  try {
    if (answer.has("code") || answer.has("error")) {
      return await comeBack(answer);
    }
  } catch (problem) {
    sayProblem(problem);
  }
  return "";
}

/** Writes the real addresses into the commands. */
function fill() {
  const addresses = {
    issuer: settings.issuer,
    origin: location.origin,
    // The command in a checkout speaks with this issuer unless it is told of another.
    hubify: settings.issuer === "http://localhost:9000" ? "./hubify" : `HUBIFY_ISSUER=${settings.issuer} ./hubify`,
  };
  for (const place of document.querySelectorAll("[data-fill]")) {
    place.textContent = addresses[place.dataset.fill];
  }
  element("account").href = settings.issuer.replace(/\/$/, "") + "/account";
}

/** Adds a copy button to each block of commands. */
function addCopyButtons() {
  for (const block of document.querySelectorAll("pre")) {
    const frame = document.createElement("div");
    const button = document.createElement("button");
    frame.className = "copied";
    button.className = "copy";
    button.type = "button";
    button.textContent = "Copy";
    button.addEventListener("click", () => copy(block, button));
    block.replaceWith(frame);
    frame.append(block, button);
  }
}

async function copy(block, button) {
  try {
    await navigator.clipboard.writeText(block.textContent);
    button.textContent = "Copied";
  } catch {
    // Browsers allow it over https or at this machine only; then the text is at least marked.
    getSelection().selectAllChildren(block);
    button.textContent = "Marked";
  }
  setTimeout(() => { button.textContent = "Copy"; }, 2000);
}

start();
