package com.hubify.identity.server.flow;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Objects;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.data.redis.core.StringRedisTemplate;

/**
 * Fault: a person who signed out in another tab and then answered the question in the first one was told that the request is wrong,
 * and the code that their device showed was dead. Nothing but the session is lost.
 */
@FlowTest
class QuestionOfAnEndedSignInIT extends AbstractFlow {

    private static final String DEVICE = "urn:ietf:params:oauth:grant-type:device_code";

    @Autowired
    private StringRedisTemplate redis;

    private enum End {
        SIGN_OUT,
        COOKIE_LOST,
        SIGN_OUT_AND_IN,
        COOKIE_LOST_AND_IN
    }

    @ParameterizedTest
    @CsvSource({
        "SIGN_OUT, allow",
        "SIGN_OUT, decline",
        "SIGN_OUT, ''",
        "COOKIE_LOST, allow",
        "COOKIE_LOST, decline",
        "COOKIE_LOST, ''",
        "SIGN_OUT_AND_IN, allow",
        "SIGN_OUT_AND_IN, decline",
        "SIGN_OUT_AND_IN, ''",
        "COOKIE_LOST_AND_IN, allow",
        "COOKIE_LOST_AND_IN, decline",
        "COOKIE_LOST_AND_IN, ''"
    })
    void isAskedAgain(End end, String answer) {
        CodeFlow flow = webPage().asking("openid labs:read").with("prompt", "consent");
        Browser.Stop question = browser.signIn(flow.begin(), CodeFlow.SOLO);
        end(end);

        Browser.Stop again = signedIn(answer(question, answer), CodeFlow.SOLO);
        assertThat(again.at().getPath()).isEqualTo("/oauth2/consent");
        assertThat(again.at()).isNotEqualTo(question.at());
        Browser.Stop done = browser.allowAll(again);
        assertThat(done.parameter("state")).isEqualTo("state-12345");
        Answer tokens = flow.redeem(done);
        assertThat(tokens.status()).isEqualTo(200);

        signOut();
        assertThat(introspect(tokens.text("access_token")).flag("active"))
                .as("what was allowed ends with the sign-in that allowed it")
                .isFalse();
    }

    /** Fault: who took longer than the question's ten minutes was told that it is no longer open, and could go nowhere. */
    @ParameterizedTest
    @CsvSource({
        "allow, 10, true",
        "decline, 10, true",
        "'', 10, true",
        "allow, 8192, true",
        "decline, 8192, true",
        "allow, 10, false",
        "'', 10, false",
        "allow, 8192, false"
    })
    void expiredQuestionIsAskedAgain(String answer, int length, boolean isSignedIn) {
        String state = "a,b;c".repeat(2) + "s".repeat(length - 10);
        CodeFlow flow =
                webPage().asking("openid labs:read").with("prompt", "consent").with("state", state);
        Browser.Stop question = browser.signIn(flow.begin(), CodeFlow.SOLO);
        forgetQuestions();
        if (!isSignedIn) {
            end(End.COOKIE_LOST);
        }

        Browser.Stop again = signedIn(answer(question, answer), CodeFlow.SOLO);

        assertThat(again.at().getPath()).isEqualTo("/oauth2/consent");
        assertThat(again.at()).isNotEqualTo(question.at());
        Browser.Stop done = browser.allowAll(again);
        assertThat(done.parameter("state")).isEqualTo(state);
        assertThat(flow.redeem(done).status()).isEqualTo(200);
    }

    /** Attack: a link to a question that never was, which leads to somebody's page, or to another page of ours. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://evil.example/",
                "//evil.example/oauth2/authorize?",
                "/oauth2/authorize",
                "/oauth2/authorize/../../logout?",
                "/logout?",
                "/activate?user_code=ABCD-EFGH",
                "/oauth2/authorize?a=b\r\nSet-Cookie: x=y",
                ""
            })
    void madeUpQuestionLeadsNowhere(String again) {
        browser.signIn(browser.get(server + "/activate"), CodeFlow.SOLO);

        Browser.Stop stop = browser.get(
                server + "/oauth2/consent?" + FormText.of("client_id", "web-page", "state", "made-up", "again", again));

        assertThat(stop.status()).isEqualTo(400);
        assertThat(stop.at().getPath()).isEqualTo("/oauth2/consent");
    }

    private void forgetQuestions() {
        redis.delete(Objects.requireNonNull(redis.keys("hfy:grant*")));
    }

    @ParameterizedTest
    @EnumSource(End.class)
    void declinedAfterwardsTellsTheClient(End end) {
        Browser.Stop question = browser.signIn(
                webPage().asking("openid").with("prompt", "consent").begin(), CodeFlow.SOLO);
        end(end);

        Browser.Stop again = signedIn(browser.press(question, "decline"), CodeFlow.SOLO);
        Browser.Stop declined = browser.press(again, "decline");

        assertThat(declined.parameter("error")).isEqualTo("access_denied");
        assertThat(declined.parameter("state")).isEqualTo("state-12345");
    }

    @Test
    void backToTheFirstQuestionLeadsOnAfterTheSecondWasAnswered() {
        CodeFlow flow = webPage().asking("openid questions:read");
        Browser.Stop question = browser.signIn(flow.begin(), CodeFlow.SOLO);
        end(End.SIGN_OUT);
        browser.allowAll(signedIn(browser.press(question, "allow"), CodeFlow.SOLO));

        Browser.Stop back = browser.get(question.at().toString());
        Browser.Stop clicked = browser.press(question, "allow");

        assertThat(List.of(flow.redeem(back).status(), flow.redeem(clicked).status()))
                .containsExactly(200, 200);
    }

    /** A demand of the client for a fresh sign-in is met by the one that follows. */
    @ParameterizedTest
    @ValueSource(strings = {"login consent", "select_account consent"})
    void personSignsInOnce(String prompt) {
        CodeFlow flow = webPage().asking("openid labs:read").with("prompt", prompt);
        Browser.Stop question = browser.signIn(flow.begin(), CodeFlow.SOLO);
        end(End.SIGN_OUT);

        Browser.Stop asked = browser.press(question, "allow");
        Browser.Stop again = browser.signIn(asked, CodeFlow.SOLO);

        assertThat(asked.at().getPath()).isEqualTo("/sign-in");
        assertThat(again.at().getPath()).isEqualTo("/oauth2/consent");
        assertThat(flow.redeem(browser.allowAll(again)).status()).isEqualTo(200);
    }

    /** Attack, or a shared computer: the next person's click answers for the one before, or with what that one allowed. */
    @ParameterizedTest
    @CsvSource({"SIGN_OUT, allow", "SIGN_OUT, ''", "COOKIE_LOST, allow", "COOKIE_LOST, ''"})
    void nextPersonIsAskedForThemselves(End end, String answer) {
        CodeFlow flow = webPage().asking("openid profile labs:read").with("prompt", "consent");
        Browser.Stop question = browser.signIn(flow.begin(), CodeFlow.SOLO);
        end(end);
        browser.signIn(browser.get(server + "/oauth2/authorization/clerk?prompt=login"), CodeFlow.MEMBER);

        Browser.Stop again = answer(question, answer);

        assertThat(again.at().getPath()).isEqualTo("/oauth2/consent");
        assertThat(again.text()).contains("member@example.com").doesNotContain("solo@example.com");
        Browser.Stop done = browser.allowAll(again);
        assertThat(done.parameter("state")).isEqualTo("state-12345");
        Answer tokens = flow.redeem(done);
        assertThat(Answer.claims(tokens.text("id_token")).path("sub").asString())
                .isEqualTo(CodeFlow.MEMBER_ID);
    }

    /** Attack: the address of somebody's question has leaked, and they have signed out. */
    @ParameterizedTest
    @EnumSource(End.class)
    void anotherBrowserIsLedNowhere(End end) {
        Browser.Stop question = browser.signIn(
                webPage().asking("openid").with("prompt", "consent").begin(), CodeFlow.SOLO);
        end(end);

        try (Browser other = new Browser(server, Clerk.shared().issuer())) {
            Browser.Stop signedIn = other.signIn(other.get(question.at().toString()), CodeFlow.MEMBER);
            FormText form = new FormText(question.at().getRawQuery());
            form.values().put("decision", "allow");
            form.values().put("scope", "openid");
            Browser.Stop posted = other.post(server + "/oauth2/authorize", form);

            assertThat(signedIn.status()).isEqualTo(400);
            assertThat(posted.status()).isEqualTo(400);
            assertThat(posted.at().toString()).startsWith(server);
        }
    }

    @ParameterizedTest
    @CsvSource({"SIGN_OUT, allow", "SIGN_OUT, decline", "SIGN_OUT, ''", "COOKIE_LOST, allow", "SIGN_OUT_AND_IN, allow"})
    void deviceStillConnects(End end, String answer) {
        Answer device = begin();
        Browser.Stop question = enterCode(device, CodeFlow.SOLO);
        end(end);
        assertThat(pollAtLeisure(device).text("error")).isEqualTo("authorization_pending");

        Browser.Stop again = signedIn(answer(question, answer), CodeFlow.SOLO);

        assertThat(again.at().getPath()).isEqualTo("/oauth2/consent");
        assertThat(again.text()).contains(device.text("user_code"));
        assertThat(browser.press(again, "allow").at().getPath()).isEqualTo("/activated");
        assertThat(pollAtLeisure(device).status()).isEqualTo(200);
    }

    @Test
    void deviceIsDeclinedAfterwards() {
        Answer device = begin();
        Browser.Stop question = enterCode(device, CodeFlow.SOLO);
        end(End.SIGN_OUT);

        browser.press(signedIn(browser.press(question, "allow"), CodeFlow.SOLO), "decline");

        assertThat(pollAtLeisure(device).text("error")).isEqualTo("access_denied");
    }

    /** The first page is still in the browser's memory, and its question has been asked anew. */
    @ParameterizedTest
    @ValueSource(strings = {"allow", ""})
    void deviceOfAQuestionThatWasAskedAnewIsNotLost(String answer) {
        Answer device = begin();
        Browser.Stop question = enterCode(device, CodeFlow.SOLO);
        end(End.SIGN_OUT);
        signedIn(browser.press(question, "allow"), CodeFlow.SOLO);

        Browser.Stop back = answer(question, answer);

        assertThat(back.at().getPath()).isEqualTo("/activate");
        Browser.Stop again = browser.submit(back.html().getForms().get(0), List.of());
        assertThat(browser.press(again, "allow").at().getPath()).isEqualTo("/activated");
        assertThat(pollAtLeisure(device).status()).isEqualTo(200);
    }

    @ParameterizedTest
    @EnumSource(
            value = End.class,
            names = {"SIGN_OUT", "COOKIE_LOST"})
    void deviceBecomesTheNextPersons(End end) {
        Answer device = begin();
        Browser.Stop question = enterCode(device, CodeFlow.SOLO);
        end(end);
        browser.signIn(browser.get(server + "/oauth2/authorization/clerk?prompt=login"), CodeFlow.MEMBER);

        Browser.Stop again = browser.press(question, "allow");

        assertThat(again.text()).contains("member@example.com").doesNotContain("solo@example.com");
        browser.press(again, "allow");
        Answer tokens = pollAtLeisure(device);
        assertThat(Answer.claims(tokens.text("id_token")).path("sub").asString())
                .isEqualTo(CodeFlow.MEMBER_ID);
    }

    /** Attack: somebody has a victim open the question about their own device, to answer it by a form of a sibling host. */
    @Test
    void deviceOfAnotherBrowserIsNotAskedAbout() {
        Answer device = begin();
        Browser.Stop question = enterCode(device, CodeFlow.SOLO);
        end(End.SIGN_OUT);

        try (Browser victim = new Browser(server, Clerk.shared().issuer())) {
            Browser.Stop stop = victim.signIn(victim.get(question.at().toString()), CodeFlow.MEMBER);

            assertThat(stop.status()).isEqualTo(400);
        }
        assertThat(pollAtLeisure(device).text("error")).isEqualTo("authorization_pending");
    }

    private void end(End end) {
        if (end == End.COOKIE_LOST || end == End.COOKIE_LOST_AND_IN) {
            browser.forget(sessionCookie);
        } else {
            signOut();
        }
        if (end == End.SIGN_OUT_AND_IN || end == End.COOKIE_LOST_AND_IN) {
            signedIn(browser.get(server + "/activate"), CodeFlow.SOLO);
        }
    }

    private void signOut() {
        Browser.Stop question = browser.get(server + "/logout");
        browser.submit(question.html().getForms().get(0), List.of());
    }

    /** A click, or the back button to a page that the browser asks for again. */
    private Browser.Stop answer(Browser.Stop question, String answer) {
        return answer.isEmpty() ? browser.get(question.at().toString()) : browser.press(question, answer);
    }

    /** Clerk may have a session of its own, and ask nothing. */
    private Browser.Stop signedIn(Browser.Stop stop, String person) {
        return stop.at().getPath().equals("/sign-in") ? browser.signIn(stop, person) : stop;
    }

    /** The device asks some seconds after it was allowed; what outlives the sign-in does so from the answer on. */
    @ParameterizedTest
    @CsvSource({"labs:read offline_access, ''", "labs:read, invalid_grant"})
    void allowedDeviceGetsItsTokensAfterASignOutIfTheyOutliveIt(String scope, String error) {
        Answer device = begin(scope);
        browser.allowAll(enterCode(device, CodeFlow.SOLO));
        signOut();

        assertThat(pollAtLeisure(device).text("error")).isEqualTo(error);
    }

    private Answer begin() {
        return begin("openid labs:read");
    }

    private Answer begin(String scope) {
        return program.post("/oauth2/device_authorization", FormText.of("client_id", "hubify-cli", "scope", scope));
    }

    private Browser.Stop enterCode(Answer device, String person) {
        Browser.Stop page = signedIn(browser.get(device.text("verification_uri_complete")), person);
        return browser.submit(page.html().getForms().get(0), List.of());
    }

    private Answer pollAtLeisure(Answer device) {
        return Awaitility.await()
                .pollInterval(Duration.ofMillis(500))
                .atMost(Duration.ofSeconds(30))
                .until(
                        () -> program.post(
                                "/oauth2/token",
                                FormText.of(
                                        "grant_type",
                                        DEVICE,
                                        "device_code",
                                        device.text("device_code"),
                                        "client_id",
                                        "hubify-cli")),
                        answer -> !answer.text("error").equals("slow_down"));
    }
}
