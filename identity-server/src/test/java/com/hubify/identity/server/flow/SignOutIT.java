package com.hubify.identity.server.flow;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import org.htmlunit.html.HtmlForm;
import org.htmlunit.util.NameValuePair;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@FlowTest
class SignOutIT extends AbstractFlow {

    private static final String SHORT = "openid labs:read";

    @Test
    void clientSignsItsPersonOut() {
        Answer tokens = page().redeem(page().asking("openid labs:read").allow(CodeFlow.SOLO));

        Browser.Stop returned = signOut(tokens.text("id_token"), CodeFlow.PAGE);

        assertThat(returned.at().toString()).startsWith(CodeFlow.PAGE);
        assertThat(returned.parameter("state")).isEqualTo("bye");
        assertThat(page().asking("openid").with("prompt", "none").begin().parameter("error"))
                .isEqualTo("login_required");
        assertThat(introspect(tokens.text("access_token")).flag("active")).isFalse();
    }

    @Test
    void worksWithAnIdTokenThatExpiredLongAgo() {
        Answer tokens = page().redeem(page().asking("openid labs:read").allow(CodeFlow.SOLO));
        clock.wind(Duration.ofHours(1));

        assertThat(signOut(tokens.text("id_token"), CodeFlow.PAGE).at().toString())
                .startsWith(CodeFlow.PAGE);
    }

    /** Attack, or an eager client: a grant without offline access is refreshed right after, or a day after, the sign-out. */
    @Test
    void grantsOfTheSignInEndWithIt() {
        Answer cli = cliTokens("openid labs:read");
        Answer page = page().redeem(page().asking("openid labs:read").allow(CodeFlow.SOLO));

        signOut(page.text("id_token"), CodeFlow.PAGE);

        assertThat(refresh(cli.text("refresh_token")).text("error")).isEqualTo("invalid_grant");
        assertThat(introspect(cli.text("access_token")).flag("active")).isFalse();
        clock.wind(Duration.ofDays(2));
        assertThat(refresh(cli.text("refresh_token")).text("error")).isEqualTo("invalid_grant");
    }

    /** A command line's login is meant to outlive the browser it was made with. */
    @Test
    void leavesOfflineGrantsAlone() {
        Answer cli = cliTokens(ALL_OF_CLI);
        Answer page = page().redeem(page().asking("openid labs:read").allow(CodeFlow.SOLO));

        signOut(page.text("id_token"), CodeFlow.PAGE);

        assertThat(introspect(cli.text("access_token")).flag("active")).isTrue();
        assertThat(refresh(cli.text("refresh_token")).status()).isEqualTo(200);
    }

    /** Attack: on a shared computer the next person signs in by the session that is left at Clerk, as the one before. */
    @Test
    void whoSignsOutOfClerkIsAskedAtTheNextSignIn() {
        page().asking("openid").allow(CodeFlow.SOLO);
        browser.submit(signOutForm(""), List.of());
        assertThat(page().asking("openid").begin().at().getPath())
                .as("by Clerk's session")
                .isEqualTo("/oauth2/consent");

        Browser.Stop atClerk = browser.submit(
                signOutForm("?client_id=demo-web&state=bye&post_logout_redirect_uri=" + CodeFlow.PAGE),
                List.of(new NameValuePair("clerk", "end")));
        Browser.Stop back = browser.get(new FormText(atClerk.at().getRawQuery()).get("redirect_url"));

        assertThat(atClerk.at().toString()).startsWith(Clerk.shared().issuer() + "/sign-out?");
        assertThat(back.text()).contains("The next sign-in here asks who you are");
        assertThat(back.html().getAnchorByText("Back to the application").getHrefAttribute())
                .isEqualTo(CodeFlow.PAGE + "?state=bye");
        Browser.Stop asked = page().asking("openid").begin();
        assertThat(asked.at().getPath()).isEqualTo("/sign-in");
        assertThat(browser.signIn(asked, CodeFlow.SOLO).at().getPath()).isEqualTo("/oauth2/consent");
        browser.submit(signOutForm(""), List.of());
        assertThat(page().asking("openid").begin().at().getPath()).as("once").isEqualTo("/oauth2/consent");
    }

    private HtmlForm signOutForm(String query) {
        return browser.get(server + "/logout" + query).html().getForms().get(0);
    }

    /** Fault: a program listens at the port that is left (RFC 8252, section 7.3), and its person was shown an error. */
    @ParameterizedTest
    @CsvSource({"http://127.0.0.1:49152/bye, true", "http://[::1]:49152/bye, true", "http://[::1]/bye, false"})
    void leadsBackToAProgramAtWhateverPort(String returnTo, boolean hinted) {
        Answer tokens = webPage().redeem(webPage().asking("openid").allow(CodeFlow.SOLO));
        FormText parameters =
                FormText.of("client_id", "web-page", "post_logout_redirect_uri", returnTo, "state", "bye");
        if (hinted) {
            parameters = parameters.with("id_token_hint", tokens.text("id_token"));
        }

        Browser.Stop out = browser.get(server + "/connect/logout?" + parameters);
        if (!hinted) {
            out = browser.submit(out.html().getForms().get(0), List.of());
        }

        assertThat(out.at().toString()).isEqualTo(returnTo + "?state=bye");
    }

    /** Attack: what differs in more than the port. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://127.0.0.1:49152/other",
                "http://127.0.0.2:49152/bye",
                "http://localhost:49152/bye",
                "https://127.0.0.1:49152/bye",
                "http://127.0.0.1:49152@evil.example/bye",
                "http://127.0.0.1:70000/bye"
            })
    void leadsToNoOtherProgram(String returnTo) {
        Answer tokens = webPage().redeem(webPage().asking("openid").allow(CodeFlow.SOLO));

        Browser.Stop stop = browser.get(server + "/connect/logout?"
                + FormText.of("id_token_hint", tokens.text("id_token"), "post_logout_redirect_uri", returnTo));

        assertThat(stop.status()).isEqualTo(400);
    }

    /** Attack: an open redirect through sign-out. */
    @Test
    void sendsNobodyToAnUnregisteredPlace() {
        Answer tokens = page().redeem(page().asking("openid").allow(CodeFlow.SOLO));

        Browser.Stop stop = signOut(tokens.text("id_token"), "http://evil.example/");

        assertThat(stop.status()).isEqualTo(400);
        assertThat(page().asking("openid").with("prompt", "none").begin().parameter("error"))
                .isNotEqualTo("login_required");
    }

    /** Fault: keys are replaced every month, and an application could sign nobody out by an ID token from before. */
    @ParameterizedTest
    @ValueSource(strings = {"garbage", "a.b.c", "of-a-key-that-is-gone"})
    void hintThatCantBeReadIsNone(String kind) {
        Answer tokens = page().redeem(page().asking("openid").allow(CodeFlow.SOLO));
        String hint = kind.startsWith("of") ? tokens.text("id_token").replaceAll("[^.]*$", "A".repeat(342)) : kind;

        Browser.Stop question = browser.get(server + "/connect/logout?"
                + FormText.of(
                        "id_token_hint", hint, "client_id", "demo-web", "post_logout_redirect_uri", CodeFlow.PAGE));

        assertThat(question.at().getPath()).isEqualTo("/logout");
        assertThat(page().asking("openid").with("prompt", "none").begin().parameter("error"))
                .isNotEqualTo("login_required");
        Browser.Stop out = browser.submit(
                browser.get(question.at().toString()).html().getForms().get(0), List.of());
        assertThat(out.at().toString()).startsWith(CodeFlow.PAGE);
    }

    /**
     * Attack: a page holds somebody else's ID token and signs out whoever opens it, or ends that other person's sign-in. It was a
     * dead end, too: the account changed since the client's last visit, and the person saw an error. RP-Initiated Logout,
     * section 2, has the person asked.
     */
    @Test
    void hintOfAnotherAccountEndsNothingAndAsksThePerson() {
        Answer mine = page().redeem(page().asking(SHORT).allow(CodeFlow.SOLO));
        try (Browser other = new Browser(server, Clerk.shared().issuer())) {
            other.signIn(other.get(server + "/activate"), CodeFlow.MEMBER);

            Browser.Stop question = other.get(logoutUrl(mine.text("id_token"), CodeFlow.PAGE));

            assertThat(question.at().getPath()).isEqualTo("/logout");
            assertThat(question.text()).contains("member@example.com").doesNotContain("solo@example.com");
            assertThat(other.get(server + "/activate").at().getPath()).isEqualTo("/activate");
            assertThat(introspect(mine.text("access_token")).flag("active")).isTrue();
            assertThat(other.get(logoutUrl(mine.text("id_token"), "http://evil.example/"))
                            .status())
                    .isEqualTo(400);
            Browser.Stop out = other.submit(
                    other.get(question.at().toString()).html().getForms().get(0), List.of());
            assertThat(out.at().toString()).isEqualTo(CodeFlow.PAGE + "?state=bye");
            assertThat(other.get(server + "/activate").at().getPath()).isEqualTo("/sign-in");
            assertThat(introspect(mine.text("access_token")).flag("active")).isTrue();
        }
    }

    /** Attack: an access token, which every service sees, is used as the hint. */
    @Test
    void accessTokenIsNoHint() {
        Answer tokens = page().redeem(page().asking("openid labs:read").allow(CodeFlow.SOLO));

        assertThat(signOut(tokens.text("access_token"), CodeFlow.PAGE).status()).isEqualTo(400);
    }

    @Test
    void asksThePersonWhereNoHintIsGiven() {
        page().asking("openid").allow(CodeFlow.SOLO);

        Browser.Stop question = browser.get(server + "/connect/logout");
        Browser.Stop out = browser.submit(question.html().getForms().get(0), List.of());

        assertThat(question.at().getPath()).isEqualTo("/logout");
        assertThat(out.at().getPath()).isEqualTo("/signed-out");
        assertThat(page().asking("openid").with("prompt", "none").begin().parameter("error"))
                .isEqualTo("login_required");
    }

    /** Fault: the client's address and state were forgotten while the person was asked. */
    @Test
    void leadsBackToAClientWithoutAHintOnceThePersonSaidYes() {
        page().asking("openid").allow(CodeFlow.SOLO);

        Browser.Stop question = browser.get(server + "/connect/logout?"
                + FormText.of("client_id", "demo-web", "post_logout_redirect_uri", CodeFlow.PAGE, "state", "b y&e"));
        Browser.Stop out = browser.submit(question.html().getForms().get(0), List.of());

        assertThat(question.at().getPath()).isEqualTo("/logout");
        assertThat(out.at().toString()).startsWith(CodeFlow.PAGE);
        assertThat(out.parameter("state")).isEqualTo("b y&e");
    }

    /** Attack: a link to our own page makes it an open redirect. */
    @Test
    void leadsNowhereThatIsNotTheClients() {
        page().asking("openid").allow(CodeFlow.SOLO);

        Browser.Stop question = browser.get(server + "/logout?"
                + FormText.of("client_id", "demo-web", "post_logout_redirect_uri", "http://evil.example/"));
        Browser.Stop out = browser.submit(question.html().getForms().get(0), List.of());

        assertThat(out.at().getPath()).isEqualTo("/signed-out");
    }

    /** Fault: a client that is registered was called unknown. */
    @Test
    void saysThatTheHintIsAnotherClients() {
        Answer tokens = page().redeem(page().asking("openid").allow(CodeFlow.SOLO));

        Browser.Stop stop = browser.get(server + "/connect/logout?"
                + FormText.of("id_token_hint", tokens.text("id_token"), "client_id", "hubify-cli"));

        assertThat(stop.status()).isEqualTo(400);
        assertThat(stop.text()).contains("could not sign you out").doesNotContain("know this application");
    }

    @Test
    void clientThatNamesNoWayBackLeavesThePersonSignedOut() {
        Answer tokens = page().redeem(page().asking("openid").allow(CodeFlow.SOLO));

        Browser.Stop out =
                browser.get(server + "/connect/logout?" + FormText.of("id_token_hint", tokens.text("id_token")));

        assertThat(out.at().getPath()).isEqualTo("/signed-out");
        assertThat(out.text()).contains("You are signed out");
        assertThat(page().asking("openid").with("prompt", "none").begin().parameter("error"))
                .isEqualTo("login_required");
    }

    /**
     * Attack: a link of any page has a person sign in anew, of which they see nothing, and the sign-out reaches only what was
     * made since. The session's cookie changes each time, or one that was planted would be good afterwards.
     */
    @ParameterizedTest
    @CsvSource({"'', page", "'', client", "prompt=login, page", "prompt=login, client"})
    void signOutEndsWhatWasMadeBeforeThePersonSignedInAnew(String demand, String by) {
        Answer tokens = cliTokens(SHORT);
        String cookie = browser.cookie(sessionCookie);

        Browser.Stop again = browser.get(server + "/oauth2/authorization/clerk?" + demand);
        if (!demand.isEmpty()) {
            browser.signIn(again, CodeFlow.SOLO);
        }
        assertThat(browser.cookie(sessionCookie)).isNotEmpty().isNotEqualTo(cookie);
        if (by.equals("page")) {
            signOutByHand();
        } else {
            browser.get(server + "/connect/logout?" + FormText.of("id_token_hint", tokens.text("id_token")));
        }

        assertEnded(tokens);
    }

    @Test
    void sidIsTheSessionsAndOutlivesASignInAnew() {
        Answer first = page().redeem(page().asking(SHORT).allow(CodeFlow.SOLO));
        browser.get(server + "/oauth2/authorization/clerk");

        Answer second = page().redeem(page().asking(SHORT).allow(CodeFlow.SOLO));

        assertThat(sid(second)).isEqualTo(sid(first));
    }

    /**
     * Attack, or a shared computer: the next person takes the browser, and the tokens of the one before can't be ended any more.
     */
    @Test
    void nextPersonEndsTheSignInOfTheOneBefore() {
        Answer first = cliTokens(SHORT);

        browser.signIn(browser.get(server + "/oauth2/authorization/clerk?prompt=login"), CodeFlow.MEMBER);

        assertEnded(first);
        Answer second = page().redeem(page().asking(SHORT).allow(CodeFlow.MEMBER));
        assertThat(sid(second)).isNotEqualTo(sid(first));
        assertThat(introspect(second.text("access_token")).flag("active")).isTrue();
    }

    /** The browser has lost its session, and the client still means to end what it was given then. */
    @Test
    void hintEndsTheSignInThatItNames() {
        Answer first = cliTokens(SHORT);
        browser.forget(sessionCookie);

        browser.get(server + "/connect/logout?" + FormText.of("id_token_hint", first.text("id_token")));

        assertEnded(first);
    }

    /**
     * Attack: a link of a page that the person signed in to some weeks ago signs them out of what they use now. RP-Initiated
     * Logout, section 2, has the person asked where the hint is of another session.
     */
    @Test
    void hintOfAnEarlierSignInEndsThatOneAndAsksThePersonAboutTheirs() {
        Answer first = page().redeem(page().asking(SHORT).allow(CodeFlow.SOLO));
        browser.forget(sessionCookie);
        Answer second = cliTokens(SHORT);
        assertThat(sid(second)).isNotEqualTo(sid(first));

        Browser.Stop question = signOut(first.text("id_token"), CodeFlow.PAGE);

        assertThat(question.at().getPath()).isEqualTo("/logout");
        assertThat(introspect(first.text("access_token")).flag("active")).isFalse();
        assertThat(introspect(second.text("access_token")).flag("active")).isTrue();
        Browser.Stop out = browser.submit(question.html().getForms().get(0), List.of());
        assertThat(out.at().toString()).startsWith(CodeFlow.PAGE);
        assertThat(out.parameter("state")).isEqualTo("bye");
        assertEnded(second);
    }

    /** A form of the client's page comes without the session's cookie: it said "You are signed out", and nobody was. */
    @Test
    void formOfTheClientsPageSignsThePersonOut() {
        Answer tokens = page().redeem(page().asking(SHORT).allow(CodeFlow.SOLO));
        String asked = logoutUrl(tokens.text("id_token"), CodeFlow.PAGE);

        Answer again =
                program.post("/connect/logout", new FormText(URI.create(asked).getRawQuery()));

        assertThat(again.status()).isEqualTo(303);
        URI location = URI.create(server).resolve(again.header("Location").orElseThrow());
        assertThat(new FormText(location.getRawQuery()).values())
                .isEqualTo(new FormText(URI.create(asked).getRawQuery()).values());
        assertThat(browser.get(location.toString()).parameter("state")).isEqualTo("bye");
        assertThat(introspect(tokens.text("access_token")).flag("active")).isFalse();
    }

    /** Attack: an address longer than the head of an answer may be. */
    @Test
    void formThatIsTooLongToBeAskedAgainIsRefused() {
        Answer tokens = page().redeem(page().asking(SHORT).allow(CodeFlow.SOLO));

        Answer refused = program.post(
                "/connect/logout", FormText.of("id_token_hint", tokens.text("id_token"), "state", "x".repeat(13_000)));

        assertThat(refused.status()).isEqualTo(400);
    }

    private void signOutByHand() {
        Browser.Stop question = browser.get(server + "/logout");
        browser.submit(question.html().getForms().get(0), List.of());
    }

    private void assertEnded(Answer tokens) {
        assertThat(introspect(tokens.text("access_token")).flag("active")).isFalse();
        assertThat(refresh(tokens.text("refresh_token")).text("error")).isEqualTo("invalid_grant");
    }

    private static String sid(Answer tokens) {
        return Answer.claims(tokens.text("id_token")).path("sid").asString();
    }

    private Browser.Stop signOut(String hint, String returnTo) {
        return browser.get(logoutUrl(hint, returnTo));
    }

    private String logoutUrl(String hint, String returnTo) {
        return server + "/connect/logout?"
                + FormText.of(
                        "id_token_hint",
                        hint,
                        "client_id",
                        "demo-web",
                        "post_logout_redirect_uri",
                        returnTo,
                        "state",
                        "bye");
    }
}
