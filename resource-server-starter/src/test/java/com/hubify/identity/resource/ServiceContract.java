package com.hubify.identity.resource;

import static org.assertj.core.api.Assertions.assertThat;

import com.hubify.identity.protocol.ApiKeyToken;
import com.hubify.identity.protocol.Scope;
import com.hubify.identity.protocol.Scopes;
import com.hubify.identity.resource.Wire.Answer;
import com.hubify.identity.resource.test.TestIssuer;
import com.hubify.identity.resource.test.TestKey;
import com.hubify.identity.resource.test.TestToken;
import com.hubify.identity.resource.test.TestTokens;
import com.hubify.identity.resource.use.KeyUses;
import com.hubify.identity.resource.use.TakenUses;
import com.hubify.identity.resource.verification.ScriptedVerifier;
import com.hubify.identity.resource.verification.Verification;
import com.hubify.identity.resource.verification.Verification.Accepted;
import com.hubify.identity.resource.web.BearerTokens;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.boot.test.web.server.LocalServerPort;

/** What a service answers over a real port, to the byte the same from either stack. */
@SpringBootTest(
        classes = ContractService.class,
        webEnvironment = WebEnvironment.RANDOM_PORT,
        properties = {
            "hubify.resource.public-paths=/,/page.html,/open/**",
            "hubify.resource.rules[0].path=/ruled/open/**",
            "hubify.resource.rules[1].path=/ruled/*/notes",
            "hubify.resource.rules[1].methods=GET,POST",
            "hubify.resource.rules[1].scopes=pods:read,tasks:write",
            "hubify.resource.rules[2].path=/ruled/**",
            "hubify.resource.rules[2].scopes=agents:write",
            "server.max-http-request-header-size=32KB",
            "spring.web.resources.static-locations=classpath:/welcome/",
            "logging.level.org.apache=off",
            "logging.level.reactor.netty=off"
        })
@TestIssuer
@ExtendWith(OutputCaptureExtension.class)
abstract class ServiceContract {

    private static final String INVALID_TOKEN =
            "Bearer error=\"invalid_token\", error_description=\"The credential is invalid, expired or revoked\", ";

    /** What the handler of most requests here asks for. */
    private static final String READING = "scope=\"labs:read\", ";

    static final Duration SERVICE = Duration.ofMinutes(5);

    @LocalServerPort
    int port;

    @Autowired
    TestTokens tokens;

    @Autowired
    ScriptedVerifier verifier;

    @Autowired
    RunningTicker ticker;

    @Autowired
    KeyUses uses;

    Wire wire;

    @BeforeEach
    void connect() {
        wire = new Wire(port);
    }

    @AfterEach
    void recover() {
        tokens.issuer().recover();
        verifier.recover();
    }

    @Test
    void acceptsEveryKindOfCredentialOnTheSamePath() {
        String[] credentials = {
            tokens.accessToken().scopes("labs:read").bearer(),
            tokens.apiKey().scopes("labs:*").bearer(),
            tokens.sessionToken().bearer()
        };

        for (String credential : credentials) {
            Answer answer = wire.get("/v1/labs", "Authorization: " + credential);
            assertThat(answer.status()).isEqualTo(200);
            assertThat(answer.body()).isEqualTo(TestTokens.SUBJECT);
            assertThat(answer.headers("Set-Cookie")).isEmpty();
            assertThat(answer.header("Cache-Control")).contains("no-store");
        }
    }

    @ParameterizedTest
    @EnumSource
    void asksForARecentSignIn(SignIns caller, CapturedOutput output) {
        Answer answer = get("/signed-in", caller.bearer(tokens));

        assertThat(answer.status()).as("%s", answer).isEqualTo(caller.status);
        if (caller.status == 401) {
            assertThat(answer.header("WWW-Authenticate")).isEqualTo(SignIns.CHALLENGE + ", " + READING + metadata());
            assertEnvelope(
                    answer, "insufficient_user_authentication", "The request needs a sign-in at most 600 seconds old.");
            assertThat(output).contains("401 for GET /signed-in (" + answer.header("X-Request-Id") + "): ");
        }
    }

    // Nobody can sign in with these: told to, a program would never stop.
    @Test
    void forbidsToKeysWhatNeedsAPersonWhoIsThere() {
        Answer answer = get("/signed-in", tokens.apiKey().scopes("labs:read").bearer());

        assertThat(answer.status()).isEqualTo(403);
        assertThat(answer.headers("WWW-Authenticate")).isEmpty();
        assertEnvelope(
                answer,
                "forbidden",
                "The request needs a person who has signed in recently; API keys, clients and impersonators can't.");
    }

    @Test
    void asksSessionsForARecentSignIn() {
        Answer answer = get("/signed-in", tokens.sessionToken().without("fva").bearer());

        assertThat(answer.status()).isEqualTo(401);
        assertThat(answer.header("WWW-Authenticate")).startsWith(SignIns.CHALLENGE);
        // What isReverificationHint of Clerk's packages looks for.
        assertThat(answer.body())
                .contains("\"clerk_error\":{", "\"type\":\"forbidden\"", "\"reason\":\"reverification-error\"")
                .contains("\"level\":\"first_factor\"", "\"afterMinutes\":10");
    }

    @Test
    void asksForAClassOfSignIn() {
        TestToken recent = tokens.accessToken().signedIn(-60);
        Answer weak = get("/signed-in/strongly", recent.claim("acr", "pwd").bearer());

        assertThat(weak.header("WWW-Authenticate"))
                .isEqualTo("Bearer error=\"insufficient_user_authentication\", error_description=\"A different"
                        + " authentication level is required\", max_age=\"300\", acr_values=\"mfa\", " + metadata());
        assertThat(get("/signed-in/strongly", recent.claim("acr", "mfa").bearer())
                        .body())
                .isEqualTo("strongly");
    }

    // Attack: a credential comes back from verification with a fresher sign-in than it had.
    @Test
    void refusesASignInThatHasChangedMeanwhile() {
        verifier.answer((staleness, real) -> staleness.equals(SERVICE)
                ? real.get()
                : about(
                        Caller.of(Caller.Kind.ACCESS_TOKEN, TestTokens.SUBJECT, Scopes.of(List.of(Scope.ALL)))
                                .withClientId(TestTokens.CLIENT)
                                .withSignedInAt(Clock.systemUTC().instant())
                                .withAcr("mfa"),
                        real));

        assertUnauthorized(
                get(
                        "/signed-in/strongly",
                        tokens.accessToken().signedIn(-900).claim("acr", "mfa").bearer()),
                INVALID_TOKEN + metadata());
    }

    /** As one that could only write, once it was found in public. A 401 would have its program throw away a key that is good. */
    @Test
    void forbidsAllThatNeedsAScopeToAKeyWithoutAny() {
        assertThat(wire.get("/v1/labs", "Authorization: " + tokens.apiKey().bearer())
                        .status())
                .isEqualTo(403);
    }

    /** Attack: use a stolen key from elsewhere, and say in headers to come from where it is valid. */
    @Test
    void acceptsALimitedKeyFromItsNetworksAlone(CapturedOutput output) {
        TestKey elsewhere = tokens.apiKey().scopes("labs:read").answering("allowed_ips", List.of("10.0.0.0/8"));
        TestKey here = tokens.apiKey().scopes("labs:read").answering("allowed_ips", List.of("10.0.0.0/8", "127.0.0.1"));

        Answer refused = wire.get(
                "/v1/labs",
                "Authorization: " + elsewhere.bearer(),
                "X-Forwarded-For: 10.0.0.1",
                "Forwarded: for=10.0.0.1");

        assertUnauthorized(refused, INVALID_TOKEN + READING + metadata());
        assertThat(output).contains("it is an API key that is not valid from the sender's address");
        assertThat(wire.get("/v1/labs", "Authorization: " + here.bearer()).status())
                .isEqualTo(200);
        assertThat(wire.get("/fresh/seconds", "Authorization: " + here.bearer()).status())
                .isEqualTo(200);
    }

    @Test
    void saysWhenAKeyExpiresInItsLastTwoWeeks() {
        String soon =
                tokens.apiKey().scopes("labs:read").expires(14 * 86_400 - 60).bearer();
        String later =
                tokens.apiKey().scopes("labs:read").expires(14 * 86_400 + 600).bearer();
        String never = tokens.apiKey().scopes("labs:read").bearer();
        String token = tokens.accessToken().scopes("labs:read").bearer();

        assertThat(wire.get("/v1/labs", "Authorization: " + soon).header("Hubify-Key-Expires"))
                .matches("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\dZ");
        for (String credential : new String[] {later, never, token}) {
            assertThat(wire.get("/v1/labs", "Authorization: " + credential).headers("Hubify-Key-Expires"))
                    .isEmpty();
        }
    }

    /** Attack: learn from a refusal when a key that is not one's own to use would end. */
    @Test
    void tellsNoEndToWhoIsRefused() {
        TestKey elsewhere =
                tokens.apiKey().scopes("labs:read").expires(600).answering("allowed_ips", List.of("10.0.0.0/8"));

        assertThat(wire.get("/v1/labs", "Authorization: " + elsewhere.bearer()).headers("Hubify-Key-Expires"))
                .isEmpty();
    }

    @Test
    void challengesRequestWithoutCredential() {
        assertUnauthorized(wire.get("/v1/labs"), "Bearer " + READING + metadata());
    }

    /** Why stands in the log, with the request's id, so that an operator finds it; the sender is not told. */
    @Test
    void logsWhyACredentialWasRefusedAndNothingOfIt(CapturedOutput output) {
        String token = tokens.accessToken()
                .claim("aud", List.of("https://elsewhere.example"))
                .value();

        Answer refused = wire.get("/v1/labs?name=x", "Authorization: Bearer " + token);

        assertThat(refused.status()).isEqualTo(401);
        assertThat(refused.body()).doesNotContain("another service");
        assertThat(output)
                .contains("401 for GET /v1/labs (" + refused.header("X-Request-Id")
                        + "): it is meant for another service")
                .doesNotContain(token)
                .doesNotContain(token.substring(token.lastIndexOf('.') + 1));
    }

    @ParameterizedTest
    @ValueSource(strings = {"/nowhere", "/error", "/actuator", "/logout", "/login"})
    void challengesRequestForPathNobodyServes(String path) {
        assertUnauthorized(wire.get(path), "Bearer " + metadata());
    }

    @ParameterizedTest
    @ValueSource(strings = {"bearer %s", "BEARER %s", "bEaReR %s", "Bearer    %s"})
    void readsTheSchemeInAnyCase(String spelling) {
        String token = tokens.accessToken().scopes("labs:read").value();

        assertThat(wire.get("/v1/labs", "Authorization: " + spelling.formatted(token))
                        .status())
                .isEqualTo(200);
        assertThat(wire.get("/v1/labs", "authorization:" + spelling.formatted(token))
                        .status())
                .isEqualTo(200);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Basic %s",
                "Bearer:%s",
                "Bearer=%s",
                "Bearer\t%s",
                "BearerX %s",
                "Token %s",
                "\"Bearer\" %s",
                "Bеarer %s",
                "%s"
            })
    void findsNothingUnderAnotherScheme(String spelling) {
        String token = tokens.accessToken().scopes("labs:read").value();

        assertUnauthorized(
                wire.get("/v1/labs", "Authorization: " + spelling.formatted(token)), "Bearer " + READING + metadata());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Bearer %s %s",
                "Bearer %s,%s",
                "Bearer %s, Bearer %s",
                "Bearer \"%s\"",
                "Bearer %s;",
                "Bearer é%s",
                "Bearer %%00%s",
                "Bearer null",
                "Bearer undefined",
                "Bearer {}",
                "Bearer ...",
                "Bearer a.b.c",
                "Bearer =",
                "Bearer %s\t%s",
                "Bearer а%s"
            })
    void refusesWhatIsNoCredential(String spelling) {
        String token = tokens.accessToken().scopes("labs:read").value();

        assertUnauthorized(
                wire.get("/v1/labs", "Authorization: " + spelling.formatted(token, token)),
                INVALID_TOKEN + READING + metadata());
    }

    // Where a server lets such a byte through at all, the starter must not.
    @ParameterizedTest
    @ValueSource(strings = {"\u0000", "\u0007", "\u001b", "\u007f", "\u0085", "\u202e"})
    void refusesControlCharacters(String control) {
        String token = tokens.accessToken().scopes("labs:read").value();

        assertThat(wire.get("/v1/labs", "Authorization: Bearer " + control + token)
                        .status())
                .isIn(400, 401);
        assertThat(wire.get("/v1/labs", "Authorization: Bearer " + token + control)
                        .status())
                .isIn(400, 401);
    }

    @ParameterizedTest
    @ValueSource(strings = {"Bearer", "bearer ", "Bearer    "})
    void callsAnEmptyCredentialInvalidRequest(String header) {
        assertInvalidRequest(wire.get("/v1/labs", "Authorization: " + header), "The credential is empty");
    }

    // One part of a chain of servers may look at the first, another at the second.
    @Test
    void refusesTwoAuthorizationHeaders() {
        String good =
                "Authorization: " + tokens.accessToken().scopes("labs:read").bearer();

        assertInvalidRequest(wire.get("/v1/labs", good, good), "More than one credential");
        assertInvalidRequest(wire.get("/v1/labs", good, "Authorization: Basic YTpi"), "More than one credential");
        assertInvalidRequest(wire.get("/v1/labs", "Authorization: Basic YTpi", good), "More than one credential");
        assertInvalidRequest(wire.get("/v1/labs", good, "AUTHORIZATION: Bearer other"), "More than one credential");
    }

    @Test
    void neverReadsTokenFromQueryOrBody() {
        String token = tokens.accessToken().scopes("labs:*").value();
        String form = "access_token=" + token;

        assertUnauthorized(wire.get("/v1/labs?" + form), "Bearer " + READING + metadata());
        assertUnauthorized(
                wire.send("POST", "/v1/form", form, "Content-Type: application/x-www-form-urlencoded"),
                "Bearer " + metadata());
    }

    @Test
    void refusesTokenInQueryBesideHeader() {
        String token = tokens.accessToken().scopes("labs:*").value();
        String header = "Authorization: Bearer " + token;

        assertInvalidRequest(wire.get("/v1/labs?x=1&access_token=" + token, header), "More than one credential");
    }

    // A body that is read to look for a second credential is lost to a handler that streams it, and to a gateway.
    @Test
    void leavesBodiesToTheHandler() {
        String header =
                "Authorization: " + tokens.accessToken().scopes("labs:*").bearer();
        String form = "Content-Type: application/x-www-form-urlencoded;charset=UTF-8";

        assertThat(wire.send("POST", "/v1/form", "name=b", form, header).body()).isEqualTo("b");
        assertThat(wire.send("POST", "/v1/raw", "name=b&access_token=c", form, header)
                        .body())
                .isEqualTo("name=b&access_token=c");
    }

    @Test
    void refusesOversizedCredential() {
        assertUnauthorized(
                wire.get("/v1/labs", "Authorization: Bearer " + "a".repeat(BearerTokens.LONGEST + 1)),
                INVALID_TOKEN + READING + metadata());
        assertUnauthorized(
                wire.get("/v1/labs", "Authorization: Bearer " + "a.".repeat(10_000)),
                INVALID_TOKEN + READING + metadata());
        assertThat(wire.get("/v1/labs", "Authorization: Bearer " + "a".repeat(100_000))
                        .status())
                .isIn(0, 400, 413, 431);
    }

    // An attacker must not learn from the answer which of these a credential is.
    @ParameterizedTest
    @EnumSource
    void refusesAllBadCredentialsAlike(Bestiary beast) {
        // Else several in a row that name unknown keys would be put off: keys are fetched twice in five
        // seconds at most.
        ticker.forward(Duration.ofSeconds(5));

        assertUnauthorized(get("/v1/labs", "Bearer " + beast.of(tokens)), INVALID_TOKEN + READING + metadata());
    }

    @Test
    void namesTheMissingScope() {
        Answer answer = wire.send(
                "POST",
                "/v1/labs",
                "{broken",
                "Content-Type: application/json",
                "Authorization: " + tokens.accessToken().scopes("labs:read").bearer());

        assertThat(answer.status()).isEqualTo(403);
        assertThat(answer.header("WWW-Authenticate"))
                .isEqualTo("Bearer error=\"insufficient_scope\", scope=\"labs:write\", error_description=\"The"
                        + " credential does not allow this\", " + metadata());
        assertEnvelope(answer, "forbidden", "The request needs a scope that the credential lacks: labs:write.");
    }

    @Test
    void addsUpScopesOfMethodTypeAndOwnAnnotations() {
        Answer few = get("/both", tokens.accessToken().scopes("labs:read").bearer());

        assertThat(few.status()).isEqualTo(403);
        assertThat(few.header("WWW-Authenticate")).contains("scope=\"pods:read labs:read labs:write\"");
        assertThat(get("/both", tokens.apiKey().scopes("labs:*", "pods:*").bearer())
                        .status())
                .isEqualTo(200);
    }

    /** Rules and handlers may demand the same; what was refused was not used. */
    @Test
    void countsTheUseOfKeysByScope() {
        String bearer =
                tokens.apiKey().scopes("labs:*", "pods:read", "tasks:write").bearer();
        for (int i = 0; i < 2; i++) {
            assertThat(get("/v1/labs", bearer).status()).isEqualTo(200);
        }
        assertThat(get("/ruled/x/notes", bearer).status()).isEqualTo(200);
        assertThat(get("/ruled/other", bearer).status()).isEqualTo(403);
        get("/v1/labs", tokens.accessToken().scopes("labs:read").bearer());

        assertThat(TakenUses.of(uses, keyId(bearer)))
                .containsExactlyInAnyOrder("4 from 127.0.0.1", "2 labs:read", "1 pods:read", "1 tasks:write");
    }

    /** A handler whose callers are verified again is used once. */
    @Test
    void countsACallerWhoIsVerifiedAgainOnce() {
        String bearer = tokens.apiKey().scopes("labs:read").bearer();
        Answer answer = get("/fresh/seconds", bearer);

        assertThat(answer.status()).isEqualTo(200);
        assertThat(TakenUses.of(uses, keyId(bearer))).contains("1 from 127.0.0.1");
    }

    /** The request id of an answer leads to the reason, and nothing of the credential does. */
    @Test
    void reportsWhatItRefuses() throws InterruptedException {
        String bearer = tokens.apiKey().scopes("pods:read").bearer();
        String id = get("/v1/labs", bearer).header("X-Request-Id");

        assertThat(tokens.issuer().refusal(id))
                .contains("\"reason\":\"insufficient_scope\"", "\"scopes_needed\":\"labs:read\"")
                .contains("\"scopes_held\":\"pods:read\"", "\"key_id\":\"" + keyId(bearer) + "\"", "\"proven\":true")
                .doesNotContain(bearer.substring("Bearer ".length()));
    }

    private static String keyId(String bearer) {
        return ApiKeyToken.parse(bearer.substring("Bearer ".length()))
                .orElseThrow()
                .id();
    }

    // A leaked key with full access must not be able to manage keys.
    @Test
    void keepsReservedScopesFromWildcards() {
        assertThat(get("/reserved", tokens.apiKey().scopes("*").bearer()).status())
                .isEqualTo(403);
        assertThat(get("/reserved", tokens.sessionToken().bearer()).status()).isEqualTo(403);
        assertThat(get(
                                "/reserved",
                                tokens.apiKey().scopes("*", "api-keys:write").bearer())
                        .status())
                .isEqualTo(200);
    }

    @Test
    void speaksProblemJsonToWhoAsksForIt() {
        Answer answer = wire.get("/v1/labs", "Accept: application/problem+json, application/json;q=0.5");

        assertThat(answer.status()).isEqualTo(401);
        assertThat(answer.header("Content-Type")).isEqualTo("application/problem+json");
        assertThat(answer.body())
                .isEqualTo("{\"type\":\"about:blank\",\"title\":\"Unauthorized\",\"status\":401,"
                        + "\"detail\":\"Missing or invalid authentication\",\"code\":\"unauthorized\",\"request_id\":\""
                        + answer.header("X-Request-Id") + "\"}");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "text/html",
                "*/*",
                "nonsense",
                "application/xml",
                "application/problem+json;q=0",
                "application/json, application/problem+json;q=0.5"
            })
    void speaksTheEnvelopeToEverybodyElse(String accept) {
        assertUnauthorized(wire.get("/v1/labs", "Accept: " + accept), "Bearer " + READING + metadata());
    }

    @Test
    void asksToComeBackWhileTheIssuerDoesNotAnswer() {
        tokens.issuer().fail("/oauth2/introspect", 503, Map.of("Retry-After", "0"), "");

        Answer answer = get("/v1/labs", tokens.apiKey().scopes("labs:read").bearer());

        assertThat(answer.status()).isEqualTo(503);
        assertThat(Integer.parseInt(answer.header("Retry-After"))).isPositive();
        assertThat(answer.headers("WWW-Authenticate")).isEmpty();
        assertEnvelope(answer, "service_unavailable", "Credentials cannot be verified at the moment. Try again later.");
    }

    @Test
    void opensHealthAndPublicPathsForReadingOnly() {
        assertThat(wire.get("/actuator/health").status()).isEqualTo(200);
        assertThat(wire.get("/actuator/health/liveness").status()).isEqualTo(200);
        assertThat(wire.get("/open/page").body()).isEqualTo("nobody");
        assertThat(get("/open/page", tokens.sessionToken().bearer()).body()).isEqualTo(TestTokens.SUBJECT);
        assertThat(wire.send("POST", "/open/page", "").status()).isEqualTo(401);
        assertThat(wire.get("/open/nowhere").status()).isEqualTo(404);
        assertThat(wire.get("/page.html").status()).isEqualTo(404);
        assertThat(wire.get("/other.html").status()).isEqualTo(401);
        assertThat(wire.get("/").body()).contains("welcome");
    }

    @Test
    void refusesBadCredentialOnPublicPathToo() {
        assertUnauthorized(get("/open/page", "Bearer nonsense"), INVALID_TOKEN + metadata());
    }

    // A handler on a public path that needs a scope or a caller after all stays closed.
    @Test
    void asksForScopeOrCallerOnPublicPath() {
        assertUnauthorized(wire.get("/open/scoped"), "Bearer " + READING + metadata());
        assertUnauthorized(wire.get("/open/caller?subject=user_admin&kind=API_KEY&scopes=*"), "Bearer " + metadata());
        assertThat(get("/open/scoped", tokens.accessToken().scopes("labs:read").bearer())
                        .status())
                .isEqualTo(200);
    }

    @Test
    void givesWildcardsTheirPublishedAuthorities() {
        assertThat(get(
                                "/authorities",
                                tokens.apiKey()
                                        .scopes("experiments:*", "labs:read")
                                        .bearer())
                        .body())
                .isEqualTo("[SCOPE_experiments:*, SCOPE_experiments:read, SCOPE_experiments:write, SCOPE_labs:read]");
    }

    @Test
    void keepsRefusalsFromTheServicesOwnExceptionHandler() {
        assertThat(get("/fault", tokens.sessionToken().bearer()).body()).isEqualTo("handled");
        assertThat(get("/v1/labs", tokens.accessToken().bearer()).status()).isEqualTo(403);
    }

    @Test
    void letsBrowsersAskFirstAndReadRefusals() {
        Answer asked = wire.send(
                "OPTIONS",
                "/v1/labs",
                "",
                "Origin: https://app.example.com",
                "Access-Control-Request-Method: GET",
                "Access-Control-Request-Headers: authorization");
        Answer refused = wire.get("/v1/labs", "Origin: https://app.example.com");
        Answer foreign = wire.get("/v1/labs", "Origin: https://evil.example");

        assertThat(asked.status()).isEqualTo(200);
        assertThat(asked.header("Access-Control-Allow-Origin")).isEqualTo("https://app.example.com");
        assertThat(refused.status()).isEqualTo(401);
        assertThat(refused.header("Access-Control-Allow-Origin")).isEqualTo("https://app.example.com");
        assertThat(refused.header("Access-Control-Expose-Headers"))
                .startsWith("WWW-Authenticate, Retry-After, X-Request-Id, X-RateLimit-Limit");
        assertThat(foreign.status()).isEqualTo(403);
        assertThat(foreign.headers("Access-Control-Allow-Origin")).isEmpty();
        assertThat(wire.get("/v1/labs").headers("Access-Control-Expose-Headers"))
                .isEmpty();
    }

    // An MCP host in a browser looks for the document before it knows where to sign in, with headers of its own.
    @Test
    void letsAnyPageReadItsMetadata() {
        for (String path : List.of("", "/v1/labs")) {
            String document = "/.well-known/oauth-protected-resource" + path;
            Answer asked = wire.send(
                    "OPTIONS",
                    document,
                    "",
                    "Origin: https://host.example",
                    "Access-Control-Request-Method: GET",
                    "Access-Control-Request-Headers: mcp-protocol-version, cache-control");
            Answer read = wire.get(document, "Origin: https://host.example", "MCP-Protocol-Version: 2025-11-25");

            assertThat(asked.status()).isEqualTo(200);
            assertThat(asked.header("Access-Control-Allow-Origin")).isEqualTo("*");
            assertThat(asked.header("Access-Control-Allow-Headers")).contains("mcp-protocol-version", "cache-control");
            assertThat(read.status()).isEqualTo(200);
            assertThat(read.headers("Access-Control-Allow-Origin")).containsExactly("*");
            assertThat(read.headers("Access-Control-Allow-Credentials")).isEmpty();
            assertThat(wire.send("POST", document, "", "Origin: https://host.example")
                            .status())
                    .isEqualTo(403);
        }
    }

    @Test
    void publishesWhatItNeeds() {
        Answer answer = wire.get("/.well-known/oauth-protected-resource");

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.header("Content-Type")).isEqualTo("application/json");
        assertThat(answer.body())
                .isEqualTo("{\"resource\":\"http://localhost:" + port + "\",\"bearer_methods_supported\":[\"header\"],"
                        + "\"tls_client_certificate_bound_access_tokens\":false,\"authorization_servers\":[\""
                        + tokens.issuer().issuer()
                        + "\"],\"scopes_supported\":[\"agents:write\",\"api-keys:write\",\"labs:read\",\"labs:write\","
                        + "\"pods:read\",\"tasks:write\"]}");
    }

    /** Fault: 401, so that a program that looks whether the document is there took it for absent (RFC 9110, section 9.3.2). */
    @Test
    void answersHeadForItsMetadata() {
        Answer head = wire.send("HEAD", "/.well-known/oauth-protected-resource", "");

        assertThat(head.status()).isEqualTo(200);
        assertThat(head.header("Content-Type")).isEqualTo("application/json");
        assertThat(head.body()).isEmpty();
    }

    @Test
    void letsCallersThroughByTheFirstRuleThatMatches() {
        assertThat(get("/ruled/a/notes", scoped("pods:read")).status()).isEqualTo(403);
        assertThat(get("/ruled/a/notes", scoped("pods:read")).header("WWW-Authenticate"))
                .contains("scope=\"pods:read tasks:write\"");
        assertThat(get("/ruled/a/notes", scoped("pods:*", "tasks:*")).status()).isEqualTo(200);
        assertThat(get("/ruled/other", scoped("pods:*", "tasks:*")).header("WWW-Authenticate"))
                .contains("scope=\"agents:write\"");
        assertThat(get("/ruled/other", scoped("agents:write")).status()).isEqualTo(200);
        assertThat(get("/ruled/open/notes", scoped("pods:read")).status()).isEqualTo(200);
        assertUnauthorized(wire.get("/ruled/open/notes"), "Bearer " + metadata());
        assertUnauthorized(wire.get("/ruled/a/notes"), "Bearer scope=\"pods:read tasks:write\", " + metadata());
    }

    // A client that isn't told which scopes a request needs asks for all there are, of which it may have few.
    @Test
    void namesInA401WhatRuleAndHandlerAskFor() {
        String writing = "Bearer scope=\"labs:write\", ";

        assertUnauthorized(wire.send("POST", "/v1/labs", "{}"), writing + metadata());
        assertUnauthorized(wire.send("PUT", "/v1/labs", "{}"), "Bearer " + metadata());
        assertUnauthorized(wire.get("/ruled/other"), "Bearer scope=\"agents:write\", " + metadata());
        assertUnauthorized(
                wire.get("/ruled/%22,%20scope=%22x/notes"), "Bearer scope=\"pods:read tasks:write\", " + metadata());
        assertThat(wire.get("/both").header("WWW-Authenticate"))
                .contains("pods:read")
                .contains("labs:read")
                .contains("labs:write");
        assertThat(wire.send("HEAD", "/v1/labs", "").header("WWW-Authenticate")).contains(READING);
    }

    // Monitors ask with HEAD where people use GET (RFC 9110, section 9.3.2).
    @ParameterizedTest
    @ValueSource(strings = {"/open/page", "/actuator/health"})
    void answersHeadAsGetOnPublicPaths(String path) {
        Answer head = wire.send("HEAD", path, "");

        assertThat(head.status()).isEqualTo(wire.get(path).status()).isEqualTo(200);
        assertThat(head.body()).isEmpty();
    }

    // A handler of GET answers HEAD too: a rule for GET alone would leave a way around it.
    @Test
    void appliesRulesByMethodAndHeadAsGet() {
        String header = "Authorization: " + scoped("agents:write");

        assertThat(wire.send("HEAD", "/ruled/a/notes", "", header).status()).isEqualTo(403);
        assertThat(wire.send("POST", "/ruled/a/notes", "", header).status()).isEqualTo(403);
        assertThat(wire.send("PUT", "/ruled/a/notes", "", header).status()).isEqualTo(200);
    }

    @Test
    void judgesAnewWhereAHandlerBearsLess() {
        String credential = scoped("labs:read");

        assertThat(get("/v1/labs", credential).status()).isEqualTo(200);
        assertThat(verifier.asked()).containsExactly(SERVICE);
        verifier.recover();
        assertThat(get("/fresh/minute", credential).body()).isEqualTo(TestTokens.SUBJECT);
        assertThat(verifier.asked()).containsExactly(SERVICE, Duration.ofMinutes(1));
        verifier.recover();
        assertThat(get("/fresh/seconds", credential).status()).isEqualTo(200);
        assertThat(verifier.asked()).containsExactly(SERVICE, Duration.ofSeconds(2));
    }

    // The type's bound holds although the method asks for less.
    @Test
    void keepsTheStrictestBound() {
        assertThat(get("/fresh/hour", scoped("labs:read")).status()).isEqualTo(200);

        assertThat(verifier.asked()).containsExactly(SERVICE, Duration.ofMinutes(1));
    }

    @Test
    void refusesCredentialRevokedMeanwhile() {
        verifier.answer((staleness, real) ->
                staleness.equals(SERVICE) ? real.get() : Verification.refused(Verification.Reason.REVOKED));

        assertUnauthorized(get("/fresh/seconds", scoped("labs:read")), INVALID_TOKEN + READING + metadata());
    }

    @Test
    void asksToComeBackWhereFreshnessCannotBeHad() {
        verifier.answer((staleness, real) ->
                staleness.equals(SERVICE) ? real.get() : new Verification.Unavailable(Duration.ofMillis(10)));

        Answer answer = get("/fresh/seconds", scoped("labs:read"));

        assertThat(answer.status()).isEqualTo(503);
        assertThat(answer.header("Retry-After")).isEqualTo("1");
    }

    // A verifier that mixes answers up must not lend one caller another's handler.
    @Test
    void refusesWhoTurnsOutToBeSomebodyElse() {
        verifier.answer((staleness, real) -> staleness.equals(SERVICE)
                ? real.get()
                : about(Caller.of(Caller.Kind.ACCESS_TOKEN, "user_other", Scopes.of(List.of(Scope.ALL))), real));

        assertUnauthorized(get("/fresh/seconds", scoped("labs:read")), INVALID_TOKEN + READING + metadata());
    }

    @Test
    void goesByTheScopesJudgedLast() {
        verifier.answer((staleness, real) -> staleness.equals(SERVICE) ? real.get() : about("labs:*", real));

        assertThat(get("/fresh/seconds", scoped("pods:read")).body()).isEqualTo(TestTokens.SUBJECT + " labs:*");
    }

    @Test
    void judgesNobodyAnewWhereNobodyIsKnown() {
        assertThat(wire.get("/open/fresh").body()).isEqualTo("nobody");
        assertThat(verifier.asked()).isEmpty();
    }

    // The URL of the metadata is built from what the client sent; it must stay inside its quotes.
    @ParameterizedTest
    @ValueSource(strings = {"evil\", error=\"x", "evil\"", "a b", "<script>"})
    void keepsHostileHostsOutOfTheChallenge(String host) {
        Answer answer = wire.get("/v1/labs", "Host: " + host);

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.headers("WWW-Authenticate")).isEmpty();
    }

    // Paths that two parts of a server may read differently.
    @ParameterizedTest
    @ValueSource(
            strings = {
                "/open/../v1/labs",
                "/open/..;/v1/labs",
                "/open/%2e%2e/v1/labs",
                "/open%2f..%2fv1/labs",
                "//v1/labs",
                "/v1/labs;x=/open/",
                "/v1/labs/",
                "/./v1/labs",
                "/V1/LABS",
                "/open/../ruled/other"
            })
    void staysClosedUnderOddSpellingsOfPaths(String path) {
        Answer answer = wire.get(path);

        assertThat(answer.status()).isIn(400, 401, 404);
        assertThat(answer.body()).doesNotContain(TestTokens.SUBJECT);
    }

    Answer get(String path, String credential) {
        return wire.get(path, "Authorization: " + credential);
    }

    /** The same caller with other scopes. */
    static Verification about(String scopes, Supplier<Verification> real) {
        Caller caller = Caller.of(
                        Caller.Kind.ACCESS_TOKEN,
                        TestTokens.SUBJECT,
                        Scopes.parse(scopes).orElseThrow())
                .withClientId(TestTokens.CLIENT);
        return about(caller, real);
    }

    private static Verification about(Caller caller, Supplier<Verification> real) {
        Accepted accepted = (Accepted) real.get();
        return new Accepted(caller, accepted.lineage(), accepted.expires(), true);
    }

    private String scoped(String... scopes) {
        return tokens.accessToken().scopes(scopes).bearer();
    }

    private String metadata() {
        return "resource_metadata=\"http://localhost:" + port + "/.well-known/oauth-protected-resource\"";
    }

    private void assertUnauthorized(Answer answer, String challenge) {
        assertThat(answer.status()).as("%s", answer).isEqualTo(401);
        assertThat(answer.header("WWW-Authenticate")).isEqualTo(challenge);
        assertEnvelope(answer, "unauthorized", "Missing or invalid authentication");
    }

    private void assertInvalidRequest(Answer answer, String description) {
        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.header("WWW-Authenticate"))
                .isEqualTo(
                        "Bearer error=\"invalid_request\", error_description=\"" + description + "\", " + metadata());
        assertEnvelope(answer, "invalid_request", description + ".");
    }

    private static void assertEnvelope(Answer answer, String code, String message) {
        assertThat(answer.header("Content-Type")).isEqualTo("application/json");
        assertThat(answer.header("X-Request-Id")).matches("req_[0-9a-f]{16}");
        assertThat(answer.body())
                .isEqualTo("{\"error\":{\"code\":\"" + code + "\",\"message\":\"" + message + "\",\"status\":"
                        + answer.status() + "},\"meta\":{\"request_id\":\"" + answer.header("X-Request-Id") + "\"}}");
    }
}
