package com.hubify.identity.server.flow;

import static org.assertj.core.api.Assertions.assertThat;

import com.hubify.identity.server.audit.LatestAudit;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import org.htmlunit.html.HtmlAnchor;
import org.htmlunit.html.HtmlForm;
import org.htmlunit.util.NameValuePair;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.web.bind.annotation.RequestMethod;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;

/** Operators' pages: what a person who is an operator does there, and what others get. */
@FlowTest
class AdminPagesIT extends AbstractFlow {

    private static final String OPERATOR = "operator@example.com";
    private static final String OPERATOR_ID = "user_2hUbIfYoPeRaToRsAmPlEuSeR03";
    private static final String MARKUP = "<script>alert(1)</script>";

    @Autowired
    private LatestAudit audit;

    @Autowired
    @Qualifier("requestMappingHandlerMapping")
    private RequestMappingHandlerMapping mappings;

    private final HttpClient http = HttpClient.newHttpClient();

    /** Attack: forced browsing by somebody who is signed in, to each page with each method. Nothing tells which pages there are. */
    @Test
    void whoIsNoOperatorFindsNothing() throws Exception {
        browser.signIn(browser.get(server + "/account/keys/new"), CodeFlow.SOLO);
        Set<String> paths = adminPaths();
        assertThat(paths)
                .contains("/admin", "/admin/people/end", "/admin/clients/delete")
                .hasSizeGreaterThan(15);

        for (String method : List.of("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS")) {
            HttpResponse<String> unknown = send(method, "/no-such-page");
            for (String path : paths) {
                HttpResponse<String> answer = send(method, path);
                assertThat(answer.statusCode()).as(method + " " + path).isEqualTo(404);
                assertThat(withoutReference(answer)).as(method + " " + path).isEqualTo(withoutReference(unknown));
                assertThat(answer.headers().firstValue("Allow"))
                        .as(method + " " + path)
                        .isEmpty();
            }
        }
    }

    @Test
    void browserWithoutASignInIsLedToOneAndBack() throws Exception {
        for (String path : adminPaths()) {
            assertThat(browser.get(server + path).at().toString())
                    .as(path)
                    .startsWith(Clerk.shared().issuer());
        }

        Browser.Stop back = browser.signIn(browser.get(server + "/admin/signing-keys"), OPERATOR);

        assertThat(back.at().getPath()).isEqualTo("/admin/signing-keys");
        assertThat(back.text()).contains("ES256", "Signs");
    }

    /** Attack: a form on a foreign page, which has no token of ours. */
    @Test
    void formsOfOthersDoNothing() throws Exception {
        signedIn("/admin");
        List<LatestAudit.Shown> before = audit.find("operator.", OPERATOR_ID, 100);

        for (String path : adminPaths()) {
            HttpResponse<String> answer = send("POST", path);
            assertThat(answer.statusCode()).as(path).isIn(403, 405);
        }
        assertThat(audit.find("operator.", OPERATOR_ID, 100)).isEqualTo(before);
    }

    /** Attack: somebody at an operator's open browser. Ten minutes after the sign-in each act and each question leads to Clerk. */
    @Test
    void oldSignInChangesNothing() {
        Browser.Stop question = signedIn("/admin/people/end?person=" + CodeFlow.SOLO_ID);
        List<LatestAudit.Shown> before = audit.find("operator.", OPERATOR_ID, 100);
        FormText all = text(
                question,
                List.of(
                        new NameValuePair("typed", CodeFlow.SOLO_ID),
                        new NameValuePair("person", CodeFlow.SOLO_ID),
                        new NameValuePair("client", "hubify-cli"),
                        new NameValuePair("kind", "key"),
                        new NameValuePair("id", "AAAAAAAA"),
                        new NameValuePair("kid", "x-v1"),
                        new NameValuePair("algorithm", "ES256"),
                        new NameValuePair("version", "1"),
                        new NameValuePair("overlap", "PT1H")));
        clock.wind(Duration.ofMinutes(11));

        for (String path : acts()) {
            assertThat(browser.post(server + path, all).at().toString())
                    .as("POST " + path)
                    .startsWith(Clerk.shared().issuer());
            assertThat(browser.get(server + path + "?" + all).at().toString())
                    .as("GET " + path)
                    .startsWith(Clerk.shared().issuer());
        }
        assertThat(browser.get(server + "/admin").text())
                .as("looking is allowed")
                .contains("Operators");
        assertThat(audit.find("operator.", OPERATOR_ID, 100)).isEqualTo(before);
    }

    @Test
    void operatorEndsEverythingOfAPerson() {
        CodeFlow flow = cli().asking(ALL_OF_CLI);
        Answer tokens = flow.redeem(flow.allow(CodeFlow.MEMBER));
        freshBrowser();
        Browser.Stop found = signedIn("/admin/people?person=" + CodeFlow.MEMBER);
        assertThat(found.text()).contains("Mira Bergström", CodeFlow.MEMBER_ID, "hubify-cli");
        Browser.Stop question = browser.get(server + "/admin/people/end?person=" + CodeFlow.MEMBER_ID);

        Browser.Stop mistyped = typed(form(question), "yes");
        assertThat(mistyped.text()).contains("Nothing has changed");
        assertThat(introspect(tokens.text("access_token")).flag("active")).isTrue();
        typed(form(mistyped), CodeFlow.MEMBER_ID);

        assertThat(introspect(tokens.text("access_token")).flag("active")).isFalse();
        assertThat(refresh(tokens.text("refresh_token")).status()).isEqualTo(400);
        assertThat(audit.find("operator.revoked", CodeFlow.MEMBER_ID, 10))
                .extracting(LatestAudit.Shown::details)
                .anySatisfy(details -> assertThat(details)
                        .containsAllEntriesOf(Map.of("operator", OPERATOR_ID, "id", CodeFlow.MEMBER_ID)));
    }

    @Test
    void operatorEndsPartsOfWhatAPersonGaveAway() {
        Answer tokens = cliTokens(ALL_OF_CLI);
        String secret = program.post(
                        "/v1/api-keys", "{\"name\":\"job\",\"scopes\":[\"labs:read\"]}", tokens.text("access_token"))
                .datum("key");
        freshBrowser();
        Browser.Stop person = signedIn("/admin/people?person=" + CodeFlow.SOLO_ID);
        String key = secret.substring("hfy_key_".length()).substring(0, 8);

        Browser.Stop revoked = browser.submit(form(browser.get(link(person, "kind=key&id=" + key))), List.of());
        assertThat(revoked.at().getQuery()).isEqualTo("person=" + CodeFlow.SOLO_ID);
        assertThat(revoked.html().getBody().getTextContent()).doesNotContain(key);
        browser.submit(form(browser.get(link(person, "kind=session"))), List.of());
        Browser.Stop disconnected = browser.submit(form(browser.get(link(person, "client=hubify-cli"))), List.of());

        assertThat(disconnected.text()).doesNotContain("hubify-cli");
        assertThat(introspect(tokens.text("access_token")).flag("active")).isFalse();
        assertThat(audit.find("operator.", OPERATOR_ID, 100))
                .extracting(LatestAudit.Shown::kind)
                .startsWith("operator.disconnected", "operator.revoked", "operator.revoked");
        assertThat(browser.get(server + "/admin/people/revoke?person=" + CodeFlow.SOLO_ID + "&kind=subject&id=x")
                        .status())
                .isEqualTo(404);
        assertThat(browser.get(server + "/admin/people?person=nobody@example.com")
                        .text())
                .contains("There is no person");
    }

    @Test
    void operatorRevokesByKindAndId() {
        Browser.Stop form = signedIn("/admin/revocations/new");

        Browser.Stop refused = browser.post(
                server + "/admin/revocations/new",
                text(form, List.of(new NameValuePair("kind", "key"), new NameValuePair("id", MARKUP + " ä"))));
        assertThat(refused.status()).isEqualTo(400);
        assertThat(refused.page().getWebResponse().getContentAsString()).doesNotContain(MARKUP);
        Browser.Stop done = browser.post(
                server + "/admin/revocations/new",
                text(form, List.of(new NameValuePair("kind", "client"), new NameValuePair("id", MARKUP))));

        assertThat(done.at().getPath()).isEqualTo("/admin/revocations");
        assertThat(done.text()).contains(MARKUP);
        assertThat(done.page().getWebResponse().getContentAsString()).doesNotContain(MARKUP);
        assertThat(audit.find("operator.revoked", MARKUP, 10)).hasSize(1);
    }

    @Test
    void operatorRotatesASigningKeyAndEndsACompromisedOne() {
        signedIn("/admin/signing-keys");
        Browser.Stop rotated =
                browser.submit(form(browser.get(server + "/admin/signing-keys/rotate?algorithm=ES256")), List.of());
        assertThat(rotated.text()).contains("Announced");
        String kid = Objects.requireNonNull(audit.find("operator.signing_key", OPERATOR_ID, 1)
                .get(0)
                .details()
                .get("kid"));

        Browser.Stop question = browser.get(server + "/admin/signing-keys/compromise?kid=" + kid);
        assertThat(typed(form(question), "yes").text()).contains("Nothing has changed");
        Browser.Stop ended = typed(form(question), kid);

        assertThat(ended.text()).contains(kid, "Compromised");
        assertThat(audit.find("operator.signing_key", OPERATOR_ID, 100)).hasSize(2);
        assertThat(browser.get(server + "/admin/signing-keys/compromise?kid=none-v1")
                        .status())
                .isEqualTo(404);
    }

    /** Attack: a client whose name is markup. The secret is shown once, and a form that is sent twice rotates once. */
    @Test
    void operatorRegistersRotatesDisablesAndDeletesAClient() {
        Browser.Stop form = signedIn("/admin/clients/new");
        List<NameValuePair> job = List.of(
                new NameValuePair("id", "admin-job"),
                new NameValuePair("name", MARKUP),
                new NameValuePair("method", "client_secret_basic"),
                new NameValuePair("grants", "client_credentials"),
                new NameValuePair("scopes", "labs:read"),
                new NameValuePair("default_scopes", "labs:read"));

        Browser.Stop made = browser.post(server + "/admin/clients/new", text(form, job));
        String secret = secretOn(made);
        assertThat(made.page().getWebResponse().getContentAsString()).doesNotContain(MARKUP);
        assertThat(status("admin-job", secret)).isEqualTo(200);
        assertThat(browser.post(server + "/admin/clients/new", text(form, job)).text())
                .contains("registered already");
        Browser.Stop shown = browser.get(server + "/admin/clients/client?client=admin-job");
        assertThat(shown.text()).contains(MARKUP, "labs:read").doesNotContain(secret);

        Browser.Stop rotation = browser.get(server + "/admin/clients/rotate-secret?client=admin-job");
        String newer = secretOn(browser.submit(form(rotation), List.of(new NameValuePair("overlap", "PT1H"))));
        Browser.Stop again = browser.submit(form(rotation), List.of(new NameValuePair("overlap", "PT1H")));
        assertThat(again.text()).contains("changed meanwhile");
        assertThat(status("admin-job", secret)).as("in the overlap").isEqualTo(200);
        assertThat(status("admin-job", newer)).isEqualTo(200);

        browser.submit(form(browser.get(server + "/admin/clients/disable?client=admin-job")), List.of());
        assertThat(status("admin-job", newer)).isEqualTo(401);
        browser.submit(form(browser.get(server + "/admin/clients/enable?client=admin-job")), List.of());
        assertThat(status("admin-job", newer)).isEqualTo(200);
        typed(form(browser.get(server + "/admin/clients/delete?client=admin-job")), "admin-job");
        assertThat(browser.get(server + "/admin/clients/client?client=admin-job")
                        .status())
                .isEqualTo(404);
        assertThat(audit.find("operator.", "admin-job", 20))
                .hasSize(6)
                .allSatisfy(shownRecord -> assertThat(shownRecord.details()).containsEntry("operator", OPERATOR_ID));
    }

    /** Attack: something that an operator reads later is markup, such as the name of a client that there isn't. */
    @Test
    void auditShowsTextAsText() {
        browser.get(server + "/oauth2/authorize?response_type=code&client_id=%3Cscript%3Ealert(1)%3C/script%3E");
        freshBrowser();

        Browser.Stop shown = signedIn("/admin/audit?kind=request.refused");

        assertThat(shown.text()).contains(MARKUP);
        assertThat(shown.page().getWebResponse().getContentAsString()).doesNotContain(MARKUP);
        assertThat(shown.page().getWebResponse().getResponseHeaderValue("Content-Security-Policy"))
                .contains("default-src 'none'")
                .doesNotContain("script-src");
    }

    /** Attack: a person allows a program all that they may, and it registers clients by the API. */
    @Test
    void personsTokenChangesNoClients() {
        assertThat(program.get("/v1/clients", cliTokens(ALL_OF_CLI).text("access_token"))
                        .status())
                .isEqualTo(403);
    }

    private Browser.Stop signedIn(String path) {
        Browser.Stop stop = browser.signIn(browser.get(server + path), OPERATOR);
        assertThat(stop.status()).isEqualTo(200);
        return stop;
    }

    private Browser.Stop typed(HtmlForm form, String text) {
        form.getInputByName("typed").setValue(text);
        return browser.submit(form, List.of());
    }

    private static HtmlForm form(Browser.Stop stop) {
        return stop.html().getForms().get(0);
    }

    private String link(Browser.Stop page, String part) {
        return server
                + page.html().getAnchors().stream()
                        .map(HtmlAnchor::getHrefAttribute)
                        .filter(href -> href.contains(part))
                        .findFirst()
                        .orElseThrow();
    }

    private static FormText text(Browser.Stop form, List<NameValuePair> values) {
        return values.stream()
                .reduce(
                        FormText.of("_csrf", form(form).getInputByName("_csrf").getValue()),
                        (all, value) -> all.with(value.getName(), value.getValue()),
                        (one, other) -> one);
    }

    private static String secretOn(Browser.Stop made) {
        assertThat(made.page().getWebResponse().getContentAsString()).contains("id=\"key\"");
        return made.html().getHtmlElementById("key").getTextContent();
    }

    private int status(String client, String secret) {
        return program.post("/oauth2/token", FormText.of("grant_type", "client_credentials"), client, secret)
                .status();
    }

    private Set<String> adminPaths() {
        Set<String> paths = new TreeSet<>();
        mappings.getHandlerMethods().keySet().forEach(info -> paths.addAll(info.getPatternValues()));
        paths.removeIf(path -> !path.startsWith("/admin"));
        return paths;
    }

    private Set<String> acts() {
        Set<String> paths = new TreeSet<>();
        mappings.getHandlerMethods().keySet().stream()
                .filter(info -> info.getMethodsCondition().getMethods().contains(RequestMethod.POST))
                .forEach(info -> paths.addAll(info.getPatternValues()));
        paths.removeIf(path -> !path.startsWith("/admin"));
        return paths;
    }

    private HttpResponse<String> send(String method, String path) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(URI.create(server + path))
                .header("Cookie", sessionCookie + "=" + browser.cookie(sessionCookie))
                .header("Accept", "text/html")
                .header("Origin", server)
                .method(method, BodyPublishers.noBody())
                .build();
        return http.send(request, BodyHandlers.ofString());
    }

    private static String withoutReference(HttpResponse<String> answer) {
        return answer.body().replaceAll("\\b[A-Z2-9]{8}\\b", "REFERENCE");
    }
}
