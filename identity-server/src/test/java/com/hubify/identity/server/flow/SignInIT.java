package com.hubify.identity.server.flow;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.Objects;
import java.util.Set;
import org.htmlunit.html.HtmlForm;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.data.redis.core.StringRedisTemplate;

@FlowTest
class SignInIT extends AbstractFlow {

    @Autowired
    private StringRedisTemplate redis;

    @Test
    void promptNoneNeverShowsAPage() {
        assertThat(page().asking("openid").with("prompt", "none").begin().parameter("error"))
                .isEqualTo("login_required");
    }

    /**
     * Fault: without the scope openid, and by POST, the page that may show nothing was told that its request is malformed, or
     * was sent on to a page of ours.
     */
    @ParameterizedTest
    @CsvSource({
        "openid, GET", "openid, POST", "openid, POST with the demand in the address",
        "labs:read, GET", "labs:read, POST", "labs:read, POST with the demand in the address"
    })
    void promptNoneIsAnsweredAlikeHoweverItComes(String scope, String way) {
        CodeFlow flow = webPage().asking(scope);

        Browser.Stop stranger = silent(flow, way);
        browser.signIn(browser.get(server + "/account"), CodeFlow.MEMBER);
        Browser.Stop notAllowed = silent(flow.with("scope", scope + " papers:write"), way);
        Browser.Stop tooOld = silent(flow.with("max_age", "60"), way);
        flow.without("max_age").with("scope", scope).allow(CodeFlow.MEMBER);
        Browser.Stop allowed = silent(flow, way);

        assertThat(stranger.parameter("error")).isEqualTo("login_required");
        assertThat(notAllowed.parameter("error")).isEqualTo("consent_required");
        assertThat(tooOld.parameter("error")).isEqualTo("login_required");
        assertThat(allowed.parameter("code")).isNotEmpty();
        assertThat(allowed.parameter("state")).isEqualTo("state-12345");
    }

    private Browser.Stop silent(CodeFlow flow, String way) {
        FormText asked = new FormText(URI.create(flow.url()).getRawQuery());
        FormText demand = FormText.of("prompt", "none");
        return switch (way) {
            case "GET" -> browser.get(flow.url() + "&" + demand);
            case "POST" -> browser.post(server + "/oauth2/authorize", asked.with("prompt", "none"));
            default -> browser.post(server + "/oauth2/authorize?" + demand, asked);
        };
    }

    /** OpenID Connect Core, section 3.1.2.1: none with any other value is an error. */
    @ParameterizedTest
    @CsvSource({"openid, none login", "labs:read, none login", "labs:read, consent none", "openid, none other"})
    void promptNoneStandsAlone(String scope, String prompt) {
        Browser.Stop stop = webPage().asking(scope).with("prompt", prompt).begin();

        assertThat(stop.parameter("error")).isEqualTo("invalid_request");
    }

    @Test
    void promptLoginAsksAgainAndThenGoesOn() {
        webPage().asking("openid").allow(CodeFlow.SOLO);

        Browser.Stop asked = webPage().asking("openid").with("prompt", "login").begin();
        Browser.Stop done = browser.signIn(asked, CodeFlow.SOLO);

        assertThat(asked.at().getPath()).isEqualTo("/sign-in");
        assertThat(done.parameter("code")).isNotEmpty();
    }

    @Test
    void promptLoginOfANewVisitorAsksOnce() {
        Browser.Stop asked = page().asking("openid").with("prompt", "login").begin();

        Browser.Stop done = browser.signIn(asked, CodeFlow.SOLO);

        assertThat(done.at().getPath()).isNotEqualTo("/sign-in");
    }

    /** Attack: a stolen cookie is kept alive by using it again and again. */
    @Test
    void sessionEndsAfterAWeekHoweverOftenItIsUsed() {
        page().asking("openid").allow(CodeFlow.MEMBER);
        CodeFlow silent = page().asking("openid").with("prompt", "none");

        clock.wind(Duration.ofDays(6));
        assertThat(silent.begin().parameter("error")).isNotEqualTo("login_required");
        clock.wind(Duration.ofHours(25));
        assertThat(silent.begin().parameter("error")).isEqualTo("login_required");
    }

    /** Attack: any program on the machine passes for the command line, which this person allowed long ago. */
    @Test
    void nativeClientIsNeverLetInSilently() {
        cli().asking("openid labs:read").allow(CodeFlow.SOLO);

        Browser.Stop silent =
                cli().asking("openid labs:read").with("prompt", "none").begin();
        Browser.Stop asked = cli().asking("openid labs:read").begin();

        assertThat(silent.parameter("error")).isEqualTo("consent_required");
        assertThat(asked.at().getPath()).isEqualTo("/oauth2/consent");
    }

    @Test
    void hintOfAnotherPersonIsNotAnsweredForThisOne() {
        String hint = webPage()
                .redeem(webPage().asking("openid").allow(CodeFlow.SOLO))
                .text("id_token");
        try (Browser other = new Browser(server, Clerk.shared().issuer())) {
            other.signIn(other.get(server + "/activate"), CodeFlow.MEMBER);

            Browser.Stop stop = other.get(webPage()
                    .asking("openid")
                    .with("prompt", "none")
                    .with("id_token_hint", hint)
                    .url());

            assertThat(stop.parameter("error")).isEqualTo("login_required");
        }
    }

    @Test
    void maxAgeIsNotMetByClerksMemory() {
        page().asking("openid").allow(CodeFlow.SOLO);
        browser.forget(sessionCookie);

        Browser.Stop stop = page().asking("openid").with("max_age", "60").begin();

        assertThat(stop.at().getPath()).isEqualTo("/sign-in");
    }

    @Test
    void promptConsentAsksForConsentAgain() {
        page().asking("openid agents:read").allow(CodeFlow.SOLO);

        assertThat(page().asking("openid agents:read")
                        .with("prompt", "consent")
                        .begin()
                        .at()
                        .getPath())
                .isEqualTo("/oauth2/consent");
    }

    @Test
    void maxAgeAsksAgainOnceItHasPassed() {
        webPage().asking("openid").with("prompt", "login").allow(CodeFlow.SOLO);

        Browser.Stop young = webPage().asking("openid").with("max_age", "3600").begin();
        clock.wind(Duration.ofHours(2));
        Browser.Stop old = webPage().asking("openid").with("max_age", "3600").begin();

        assertThat(young.parameter("code")).isNotEmpty();
        assertThat(old.at().getPath()).isEqualTo("/sign-in");
    }

    /** Attack: the callback of a sign-in that this browser never began (login CSRF). */
    @Test
    void callbackThatNobodyAskedForLeadsToThePageThatSaysSo() {
        Browser.Stop stop = browser.get(server + "/login/oauth2/code/clerk?code=stolen&state=made-up-state");

        assertThat(stop.at().getPath()).isEqualTo("/login");
        assertThat(stop.at().getQuery()).startsWith("error=session_expired&reference=");
    }

    @Test
    void refusalAtClerkLeadsToThePageThatSaysSo() {
        Browser.Stop clerks = page().asking("openid").begin();
        String state = new FormText(URI.create(new FormText(clerks.at().getRawQuery()).get("redirect_url"))
                        .getRawQuery())
                .get("state");

        Browser.Stop stop = browser.get(
                server + "/login/oauth2/code/clerk?" + FormText.of("error", "access_denied", "state", state));

        assertThat(stop.at().getQuery()).startsWith("error=access_denied&reference=");
        assertThat(stop.status()).isEqualTo(200);
    }

    /** Fault: who cancelled at Clerk could only try again, and the application never heard of it. */
    @ParameterizedTest
    @CsvSource({"query, 10", "form_post, 10", "query, 8192", "form_post, 8192"})
    void refusalAtClerkCanBeToldToTheApplication(String mode, int length) {
        String sent = "s".repeat(length);
        Browser.Stop clerks = webPage()
                .asking("openid")
                .with("prompt", "login")
                .with("state", sent)
                .with("response_mode", mode)
                .begin();
        String state = new FormText(URI.create(new FormText(clerks.at().getRawQuery()).get("redirect_url"))
                        .getRawQuery())
                .get("state");
        Browser.Stop stop = browser.get(
                server + "/login/oauth2/code/clerk?" + FormText.of("error", "access_denied", "state", state));

        Browser.Stop back = browser.get(
                server + stop.html().getAnchorByText("Back to the application").getHrefAttribute());

        if (mode.equals("form_post")) {
            HtmlForm form = back.html().getForms().get(0);
            assertThat(form.getActionAttribute()).isEqualTo(CodeFlow.WEB_PAGE);
            assertThat(form.getInputByName("error").getValue()).isEqualTo("access_denied");
            assertThat(form.getInputByName("state").getValue()).isEqualTo(sent);
        } else {
            assertThat(back.at().toString()).startsWith(CodeFlow.WEB_PAGE);
            assertThat(back.parameter("error")).isEqualTo("access_denied");
            assertThat(back.parameter("state")).isEqualTo(sent);
            assertThat(back.parameter("iss")).isEqualTo(server);
        }
    }

    /** Attack: a link with a no in it leads to a page that no client has registered. */
    @ParameterizedTest
    @CsvSource({"redirect_uri, https://evil.example/", "client_id, nobody"})
    void noIsToldToGenuineClientsAlone(String parameter, String value) {
        Browser.Stop stop =
                browser.get(webPage().asking("openid").with(parameter, value).url() + "&decision=decline");

        assertThat(stop.status()).isEqualTo(400);
        assertThat(stop.at().toString()).startsWith(server);
    }

    /** Attack: read the store, and set a cookie to what is found there. */
    @Test
    void whatLiesInTheStoreOpensNoSession() {
        page().asking("openid").allow(CodeFlow.SOLO);

        Set<String> sessions = Objects.requireNonNull(redis.keys("hfy:session:sessions:*"));

        assertThat(sessions).isNotEmpty().noneMatch(key -> key.endsWith(decoded(browser.cookie(sessionCookie))));
        assertThat(sessions.stream()
                        .map(key -> key.substring(key.lastIndexOf(':') + 1))
                        .map(this::statusWithSession))
                .containsOnly(302);
    }

    private int statusWithSession(String session) {
        String cookie = Base64.getEncoder().encodeToString(session.getBytes(StandardCharsets.UTF_8));
        return program.send(program.request("/activate")
                        .header("Cookie", sessionCookie + "=" + cookie)
                        .GET())
                .status();
    }

    private static String decoded(String cookie) {
        return new String(Base64.getDecoder().decode(cookie), StandardCharsets.UTF_8);
    }

    /** Attack: session fixation. The id a browser had before signing in is worth nothing after it. */
    @Test
    void sessionIdChangesAtSignIn() {
        page().asking("openid").allow(CodeFlow.SOLO);
        String before = browser.cookie(sessionCookie);
        Browser.Stop clerks = page().asking("openid").with("prompt", "login").begin();

        browser.signIn(clerks, CodeFlow.SOLO);

        assertThat(before).isNotEmpty();
        assertThat(browser.cookie(sessionCookie)).isNotEmpty().isNotEqualTo(before);
    }
}
