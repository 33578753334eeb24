package com.hubify.identity.server.flow;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.htmlunit.html.HtmlForm;
import org.htmlunit.html.HtmlInput;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What an authorization request may ask of the server, and how the answer reaches the client. */
@FlowTest
class AuthorizationRequestIT extends AbstractFlow {

    /** Was a page of ours, or ignored: the client waited for an answer that never came (RFC 6749, section 4.1.2.1). */
    @ParameterizedTest
    @CsvSource({
        "response_type, token, unsupported_response_type",
        "response_type, code id_token, unsupported_response_type",
        "response_type, nonsense, unsupported_response_type",
        "response_type, '', invalid_request",
        "request, eyJhbGciOiJub25lIn0.e30., request_not_supported",
        "request_uri, https://client.example/request.jwt, request_uri_not_supported",
        "request_uri, urn:ietf:params:oauth:request_uri:x, request_uri_not_supported",
        "registration, {}, registration_not_supported",
        "response_mode, fragment, invalid_request",
        "response_mode, web_message, invalid_request",
        "response_mode, nonsense, invalid_request"
    })
    void tellsTheClientWhatIsNotSupported(String parameter, String value, String error) {
        Browser.Stop stop = page().asking("openid").with(parameter, value).begin();

        assertThat(stop.at().toString()).startsWith(CodeFlow.PAGE);
        assertThat(stop.parameter("error")).isEqualTo(error);
        assertThat(stop.parameter("error_description")).matches("[\\x20-\\x21\\x23-\\x5B\\x5D-\\x7E]+");
        assertThat(stop.parameter("state")).isEqualTo("state-12345");
        assertThat(stop.parameter("iss")).isEqualTo(server);
    }

    /** Fault: a state of blanks was left out, and the client took its own answer for a forged one (RFC 6749, section 4.1.2). */
    @ParameterizedTest
    @ValueSource(strings = {" ", "\u2028", "\t\r\n", " a "})
    void stateComesBackExactly(String state) {
        Browser.Stop refused = page().asking("openid")
                .with("state", state)
                .with("prompt", "none")
                .begin();
        Browser.Stop allowed = page().asking("openid").with("state", state).allow(CodeFlow.SOLO);

        assertThat(refused.parameter("error")).isEqualTo("login_required");
        assertThat(refused.parameter("state")).isEqualTo(state);
        assertThat(allowed.parameter("code")).isNotEmpty();
        assertThat(allowed.parameter("state")).isEqualTo(state);
    }

    @Test
    void emptyStateIsNone() {
        Browser.Stop stop =
                page().asking("openid").with("state", "").with("prompt", "none").begin();

        assertThat(stop.at().getQuery()).doesNotContain("state=");
    }

    /** Fault: a page of ours, where a client that is genuine could have been told (RFC 6749, section 4.1.2.1). */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "nonce=a&nonce=b",
                "scope=openid&scope=profile",
                "response_type=code",
                "state=other",
                "claims={}&claims={}",
                "prompt=login&prompt=none",
                "response_mode=query&response_mode=form_post",
                "code_challenge_method=S256",
                "max_age=1&max_age=2"
            })
    void tellsTheClientWhatIsRepeated(String more) {
        Browser.Stop stop = browser.get(
                page().asking("openid").url() + "&" + more.replace("{", "%7B").replace("}", "%7D"));

        assertThat(stop.at().toString()).startsWith(CodeFlow.PAGE);
        assertThat(stop.parameter("error")).isEqualTo("invalid_request");
        assertThat(stop.parameter("error_description")).contains(more.substring(0, more.indexOf('=')));
        assertThat(stop.parameter("state")).isEqualTo(more.startsWith("state") ? "" : "state-12345");
    }

    /** Attack: of two redirect URIs, one is the attacker's. */
    @ParameterizedTest
    @ValueSource(strings = {"client_id=hubify-cli", "redirect_uri=http://evil.example/"})
    void showsAPageWhereItIsNotKnownWhomToTell(String more) {
        Browser.Stop stop = browser.get(page().asking("openid").url() + "&" + more);

        assertThat(stop.status()).isEqualTo(400);
        assertThat(stop.at().toString()).startsWith(server);
    }

    /** Fault: an extension that isn't known here was a reason to refuse (RFC 6749, section 3.1). */
    @ParameterizedTest
    @ValueSource(strings = {"foo=1&foo=2", "audience=a&audience=b"})
    void ignoresParametersItDoesNotKnow(String more) {
        Browser.Stop stop = browser.get(page().asking("openid").url() + "&" + more);

        assertThat(stop.at().getPath()).isEqualTo("/sign-in");
    }

    @Test
    void tellsTheClientThatTheResponseTypeIsMissing() {
        Browser.Stop stop = page().asking("openid").without("response_type").begin();

        assertThat(stop.at().toString()).startsWith(CodeFlow.PAGE);
        assertThat(stop.parameter("error")).isEqualTo("invalid_request");
        assertThat(stop.parameter("state")).isEqualTo("state-12345");
    }

    /** A request that is posted and names no response type is not taken for the answer of our own consent page. */
    @ParameterizedTest
    @CsvSource({
        "request_uri, https://client.example/request.jwt, request_uri_not_supported",
        "redirect_uri, http://localhost:8080/, invalid_request",
        "response_type, '', invalid_request",
        "code_challenge, x, invalid_request",
        "code_challenge_method, S256, invalid_request"
    })
    void tellsTheClientThatPosts(String parameter, String value, String error) {
        Browser.Stop stop = browser.post(
                server + "/oauth2/authorize",
                FormText.of("client_id", "demo-web", "state", "state-12345", parameter, value));

        assertThat(stop.at().toString()).startsWith(CodeFlow.PAGE);
        assertThat(stop.parameter("error")).isEqualTo(error);
        assertThat(stop.parameter("state")).isEqualTo("state-12345");
    }

    /** Fault: without response_type and redirect_uri it was taken for the answer to a question that nobody asked. */
    @ParameterizedTest
    @ValueSource(strings = {"", "scope=openid", "scope=openid&nonce=x&prompt=consent", "user_code=x", "browser=x"})
    void tellsTheClientThatPostsNextToNothing(String more) {
        FormText request = new FormText("client_id=demo-web&state=state-12345&" + more);

        Browser.Stop stop = browser.post(server + "/oauth2/authorize", request);
        Browser.Stop byGet = browser.get(server + "/oauth2/authorize?" + request);

        assertThat(stop.at().toString())
                .startsWith(CodeFlow.PAGE)
                .isEqualTo(byGet.at().toString());
        assertThat(stop.parameter("error")).isEqualTo("invalid_request");
        assertThat(stop.parameter("error_description")).contains("response_type");
    }

    /** Fault: "none" beside a blank showed a page to an application that may show none. */
    @ParameterizedTest
    @ValueSource(strings = {" none", "none ", "  none  ", "\tnone", "none none", "none\n"})
    void blanksAroundPromptAreOfNoAccount(String prompt) {
        Browser.Stop stranger =
                webPage().asking("openid").with("prompt", prompt).begin();
        signedIn();
        Browser.Stop person = webPage().asking("openid").with("prompt", prompt).begin();

        assertThat(stranger.parameter("error")).isEqualTo("login_required");
        assertThat(person.parameter("code")).isNotEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {" login", "login  consent", " consent  login ", "consent\tlogin"})
    void demandBesideBlanksIsHeard(String prompt) {
        signedIn();

        assertThat(webPage()
                        .asking("openid")
                        .with("prompt", prompt)
                        .begin()
                        .at()
                        .getPath())
                .isEqualTo("/sign-in");
    }

    @ParameterizedTest
    @ValueSource(strings = {" none  login", "none login ", "login\tnone"})
    void noneStandsAlone(String prompt) {
        Browser.Stop stop = webPage().asking("openid").with("prompt", prompt).begin();

        assertThat(stop.parameter("error")).isEqualTo("invalid_request");
    }

    @ParameterizedTest
    @ValueSource(strings = {"acr_values", "ui_locales", "claims_locales"})
    void blanksAroundOtherListsDoNoHarm(String list) {
        signedIn();

        assertThat(webPage()
                        .asking(" openid  profile ")
                        .with(list, "  en  de ")
                        .begin()
                        .parameter("code"))
                .isNotEmpty();
    }

    /** The nonce is kept as long as the grant, so it has a bound; the client is told which. */
    @Test
    void nonceHasABoundThatTheClientIsTold() {
        signedIn();

        Browser.Stop longest =
                webPage().asking("openid").with("nonce", "n".repeat(2048)).begin();
        Browser.Stop tooLong =
                webPage().asking("openid").with("nonce", "n".repeat(2049)).begin();

        assertThat(longest.parameter("code")).isNotEmpty();
        assertThat(tooLong.at().toString()).startsWith(CodeFlow.WEB_PAGE);
        assertThat(tooLong.parameter("error")).isEqualTo("invalid_request");
        assertThat(tooLong.parameter("error_description")).isEqualTo("The nonce is longer than 2048 characters.");
        assertThat(tooLong.parameter("state")).isEqualTo("state-12345");
    }

    @Test
    void stateHasABoundThatTheClientIsTold() {
        Browser.Stop tooLong =
                webPage().asking("openid").with("state", "s".repeat(8193)).begin();

        assertThat(tooLong.at().toString()).startsWith(CodeFlow.WEB_PAGE);
        assertThat(tooLong.parameter("error_description")).startsWith("The state is longer than 8192 characters");
        assertThat(tooLong.parameter("state")).isEmpty();
    }

    /** Fault: of claims it was said that they are malformed, and of all parameters together how long they may be was not. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "claims     | 2049 | The claims parameter is longer than 2048 characters.",
                "ui_locales | 6001 | The parameters other than state and scope are longer than 6000 characters together."
            })
    void parametersHaveABoundThatTheClientIsTold(String parameter, int length, String description) {
        Browser.Stop tooLong =
                webPage().asking("openid").with(parameter, "x".repeat(length)).begin();

        assertThat(tooLong.at().toString()).startsWith(CodeFlow.WEB_PAGE);
        assertThat(tooLong.parameter("error")).isEqualTo("invalid_request");
        assertThat(tooLong.parameter("error_description")).isEqualTo(description);
        assertThat(tooLong.parameter("state")).isEqualTo("state-12345");
    }

    /** Attack: a fault that is told to whatever redirect URI the request names makes us an open redirector. */
    @ParameterizedTest
    @CsvSource({"demo-web, http://evil.example/", "nobody, http://localhost:8080/"})
    void tellsNobodyElse(String client, String redirectUri) {
        for (String mode : new String[] {"query", "form_post", "nonsense"}) {
            Browser.Stop stop = CodeFlow.of(server, browser, program, client, redirectUri)
                    .asking("openid")
                    .with("response_type", "token")
                    .with("response_mode", mode)
                    .begin();

            assertThat(stop.status()).isEqualTo(400);
            assertThat(stop.text()).doesNotContain("evil.example");
        }
    }

    /** Scopes of OpenID that this server does not have are left out, as Core, section 3.1.2.1, says; so is white space. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "openid profile address phone",
                " openid \t profile  openid",
                "openid profile groups",
                "openid profile User.Read https://graph.example/.default",
                "openid api://app/Read urn:example:all profile"
            })
    void leavesUnknownScopesOut(String scope) {
        CodeFlow flow = page().asking(scope);

        Answer tokens = flow.redeem(flow.allow(CodeFlow.SOLO));

        assertThat(tokens.text("scope").split(" ")).containsExactlyInAnyOrder("openid", "profile");
    }

    /** Nothing that this server knows is left of these, and an answer with the default scopes would be to another question. */
    @ParameterizedTest
    @ValueSource(strings = {"User.Read", "https://graph.example/.default", "urn:example:all groups"})
    void tellsTheClientThatNoneOfItsScopesIsKnown(String scope) {
        Browser.Stop stop = page().asking(scope).begin();

        assertThat(stop.at().toString()).startsWith(CodeFlow.PAGE);
        assertThat(stop.parameter("error")).isEqualTo("invalid_scope");
        assertThat(stop.parameter("state")).isEqualTo("state-12345");
    }

    /**
     * Attack: an application asks for {@code openid} alone, in a frame or by a link, and learns who each visitor is. Their id
     * is the same for every application.
     */
    @Test
    void asksBeforeAnApplicationLearnsWhoThePersonIs() {
        browser.signIn(browser.get(server + "/activate"), CodeFlow.MEMBER);

        Browser.Stop silent = webPage().asking("openid").with("prompt", "none").begin();
        Browser.Stop asked = webPage().asking("openid").begin();
        Browser.Stop declined = browser.press(asked, "decline");
        Browser.Stop allowed = browser.press(webPage().asking("openid").begin(), "allow");
        Browser.Stop again = webPage().asking("openid").begin();

        assertThat(silent.parameter("error")).isEqualTo("consent_required");
        assertThat(asked.at().getPath()).isEqualTo("/oauth2/consent");
        assertThat(declined.parameter("error")).isEqualTo("access_denied");
        assertThat(allowed.parameter("code")).isNotEmpty();
        assertThat(again.parameter("code")).as("asked once").isNotEmpty();
    }

    @Test
    void bringsBackALongState() {
        String state = "s".repeat(8192);
        signedIn();

        Browser.Stop stop =
                webPage().asking("openid profile").with("state", state).begin();

        assertThat(stop.at().toString()).startsWith(CodeFlow.WEB_PAGE);
        assertThat(stop.parameter("state")).isEqualTo(state);
        assertThat(webPage().asking("openid").with("state", state + "s").begin().parameter("error"))
                .isEqualTo("invalid_request");
    }

    /** Attack: characters of control, of which each takes six bytes where the request is kept: 24 KB of an address of 12 KB. */
    @Test
    void refusesAStateThatGrowsWhereItIsKept() {
        signedIn();

        Browser.Stop stop =
                webPage().asking("openid").with("state", "\u0001".repeat(4_000)).begin();

        assertThat(stop.at().toString()).startsWith(CodeFlow.WEB_PAGE);
        assertThat(stop.parameter("error")).isEqualTo("invalid_request");
    }

    @Test
    void honoursResponseModeQuery() {
        CodeFlow flow = page().asking("openid profile").with("response_mode", "query");

        assertThat(flow.allow(CodeFlow.SOLO).parameter("code")).isNotEmpty();
    }

    /** OAuth 2.0 Form Post Response Mode, after a consent and without one. */
    @Test
    void postsTheAnswerWhereTheClientAsksForIt() {
        CodeFlow flow = webPage()
                .asking("openid profile email")
                .with("response_mode", "form_post")
                .with("prompt", "consent");

        Browser.Stop consented = flow.allow(CodeFlow.SOLO);
        Browser.Stop again = flow.without("prompt").begin();

        for (Browser.Stop stop : new Browser.Stop[] {consented, again}) {
            HtmlForm form = stop.html().getForms().get(0);
            String policy = stop.page().getWebResponse().getResponseHeaderValue("Content-Security-Policy");
            assertThat(form.getActionAttribute()).isEqualTo(CodeFlow.WEB_PAGE);
            assertThat(form.getMethodAttribute()).isEqualTo("post");
            assertThat(value(form, "state")).isEqualTo("state-12345");
            assertThat(value(form, "iss")).isEqualTo(server);
            // Chromium holds the application's own redirect after the form against form-action, too.
            assertThat(policy).contains("script-src 'sha256-").doesNotContain("form-action");
            assertThat(flow.redeem(value(form, "code")).status()).isEqualTo(200);
        }
    }

    /** Attack: markup in the state becomes part of the page that posts the code. */
    @Test
    void postsErrorsToo() {
        Browser.Stop stop = page().asking("openid")
                .with("response_mode", "form_post")
                .with("response_type", "token")
                .with("state", "\"><script>alert(1)</script>")
                .begin();
        HtmlForm form = stop.html().getForms().get(0);

        assertThat(form.getActionAttribute()).isEqualTo(CodeFlow.PAGE);
        assertThat(value(form, "error")).isEqualTo("unsupported_response_type");
        assertThat(value(form, "state")).isEqualTo("\"><script>alert(1)</script>");
        assertThat(stop.page().getWebResponse().getContentAsString()).doesNotContain("<script>alert");
    }

    @Test
    void postsADeclineToo() {
        CodeFlow flow = page().asking("openid profile")
                .with("response_mode", "form_post")
                .with("prompt", "consent");

        Browser.Stop stop = browser.press(browser.signIn(flow.begin(), CodeFlow.SOLO), "decline");

        assertThat(value(stop.html().getForms().get(0), "error")).isEqualTo("access_denied");
    }

    /** Was "Client authentication failed: code". */
    @Test
    void aWrongCodeIsAnInvalidGrant() {
        Answer refused = page().redeem("nonsense");

        assertThat(refused.status()).isEqualTo(400);
        assertThat(refused.text("error")).isEqualTo("invalid_grant");
        assertThat(refused.text("error_description"))
                .contains("authorization code")
                .doesNotContain("failed:");
    }

    private void signedIn() {
        webPage().asking("openid profile").allow(CodeFlow.SOLO);
    }

    private static String value(HtmlForm form, String name) {
        HtmlInput input = form.getInputByName(name);
        return input.getValue();
    }

    /** Fault: a page said that something is wrong with a value that was never sent, or sent twice. */
    @ParameterizedTest
    @CsvSource({
        "/oauth2/authorize?response_type=code&scope=openid&state=12345678, no client_id",
        "/oauth2/authorize?response_type=code&scope=openid&client_id=nobody, No application is registered",
        "/oauth2/authorize?response_type=code&scope=openid&client_id=a&client_id=b, more than once",
        "/oauth2/authorize?response_type=code&scope=openid&client_id=web-page, no redirect_uri",
        "/oauth2/authorize?response_type=code&scope=openid&client_id=web-page&redirect_uri=https://a.example, character by",
        "/oauth2/authorize?response_type=code&client_id=web-page&redirect_uri=a&redirect_uri=b, more than once",
        "/connect/logout?id_token_hint=a&state=b&state=c, more than once",
        "/connect/logout?id_token_hint=a&id_token_hint=b, more than once"
    })
    void pageTellsWhatIsWrong(String request, String words) {
        Browser.Stop page = browser.get(server + request);

        assertThat(page.status()).isEqualTo(400);
        assertThat(page.text()).contains(words).doesNotContain("no longer open");
    }

    /** Fault: the page spoke of a way back, which no answer to a question names. */
    @Test
    void answerWithoutItsDecisionIsToldWhatItLacks() {
        CodeFlow flow = CodeFlow.of(server, browser, program, "two-pages", CodeFlow.PAGE);
        Browser.Stop question = browser.signIn(
                flow.asking("openid labs:read").with("prompt", "consent").begin(), CodeFlow.SOLO);

        Browser.Stop refused = browser.submit(question.html().getForms().get(0), List.of());

        assertThat(refused.status()).isEqualTo(400);
        assertThat(refused.text()).contains("The response_type is missing").doesNotContain("return address");
    }
}
