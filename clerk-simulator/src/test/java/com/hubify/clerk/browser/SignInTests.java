package com.hubify.clerk.browser;

import static org.assertj.core.api.Assertions.assertThat;

import com.hubify.clerk.BrowserDriver;
import com.hubify.clerk.CodeFlow;
import com.hubify.clerk.Parameters;
import com.hubify.clerk.SimulatorTest;
import com.hubify.testing.TestClock;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.web.servlet.client.RestTestClient;

@SimulatorTest
class SignInTests {

    private static final String SENTENCE = "These don’t match: check the address and the password.";
    private static final Map<String, String> RIGHT = Map.of("identifier", "solo@example.com", "password", "hubify");

    @LocalServerPort
    private int port;

    @Autowired
    private TestClock clock;

    @AfterEach
    void resetClock() {
        clock.reset();
    }

    @ParameterizedTest
    @ValueSource(strings = {"solo@example.com", "SOLO@example.com", "solo", " solo@example.com "})
    void takesAddressOrUserName(String identifier) {
        BrowserDriver browser = flow().browser();

        browser.signIn(identifier, "hubify");

        assertThat(Parameters.of(browser.leavesFor())).containsKey("code");
    }

    @ParameterizedTest
    @CsvSource({
        "solo@example.com, wrong",
        "solo@example.com, Hubify",
        "nobody@example.com, hubify",
        "'', ''",
        "nobody@example.com, nobody has this password"
    })
    void showsThePageAgainWithOneSentence(String identifier, String password) {
        BrowserDriver browser = flow().browser();

        browser.signIn(identifier, password);

        assertThat(browser.text()).contains(SENTENCE).contains("name=\"identifier\"", "name=\"password\"");
        browser.signIn("solo@example.com", "hubify");
        assertThat(Parameters.of(browser.leavesFor())).containsKey("code");
    }

    @Test
    void keepsTheCookieFromScriptsAndOtherSites() {
        post("/sign-in", RIGHT, Map.of())
                .expectHeader()
                .value(
                        "Set-Cookie",
                        cookie -> assertThat(cookie)
                                .startsWith("__client=")
                                .contains("HttpOnly", "SameSite=Lax", "Path=/")
                                .doesNotContain("Domain"));
    }

    /** An attacker plants a cookie value they know before the person signs in. */
    @Test
    void neverSignsInUnderAGivenCookie() {
        post("/sign-in", RIGHT, Map.of("Cookie", "__client=planted"))
                .expectHeader()
                .value("Set-Cookie", cookie -> assertThat(cookie).doesNotContain("planted"));
    }

    /** A phisher sends people to our page with their own address to return to. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://evil.example.com/",
                "//evil.example.com/",
                "/\\evil.example.com",
                "javascript:alert(1)",
                "https://evil.example.com/oauth/authorize-with-immediate-redirect?x=1",
                "/oauth/authorize-with-immediate-redirect/../../evil?x=1",
                "/oauth/authorize-with-immediate-redirect?x=1\r\nSet-Cookie: a=b",
            })
    void returnsToNoOtherPlace(String redirectUrl) {
        post("/sign-in?redirect_url={url}", RIGHT, Map.of(), redirectUrl)
                .expectStatus()
                .isSeeOther()
                .expectHeader()
                .value(
                        "Location",
                        location -> assertThat(location).isIn("/", "/oauth/authorize-with-immediate-redirect?x=1"));
    }

    /** Another site signs the person in as somebody else, by a form that submits itself. */
    @ParameterizedTest
    @CsvSource({
        "Sec-Fetch-Site, cross-site",
        "Sec-Fetch-Site, same-site",
        "Origin, https://evil.example.com",
        "Origin, http://127.0.0.1:1",
        "Origin, null",
        "Origin, 'no origin'",
    })
    void refusesFormOfAnotherSite(String header, String value) {
        for (String path : new String[] {"/sign-in", "/sign-out", "/v1/me/oauth/consent/consentClient001"}) {
            post(path, RIGHT, Map.of(header, value))
                    .expectStatus()
                    .isForbidden()
                    .expectHeader()
                    .doesNotExist("Set-Cookie");
        }
    }

    @Test
    void endsTheSessionOnSignOut() {
        BrowserDriver browser = flow().signedIn();
        browser.open(flow().page("/"));
        assertThat(browser.text()).contains("signed in as");

        browser.submit(Map.of());
        browser.open(flow().authorization());

        assertThat(browser.text()).contains("name=\"password\"");
    }

    @Test
    void endsTheSessionAfterSevenDays() {
        BrowserDriver browser = flow().signedIn();

        clock.wind(Duration.ofDays(7));
        browser.open(flow().authorization());

        assertThat(browser.text()).contains("name=\"password\"");
    }

    @Test
    void showsOneFormThatLoadsNothingFromElsewhere() {
        BrowserDriver browser = flow().browser();

        assertThat(browser.text()).containsOnlyOnce("<form").containsOnlyOnce("<button");
        assertThat(browser.text())
                .doesNotContainPattern("(src|href)=\"(https?:)?//")
                .doesNotContain("<script");
    }

    @Test
    void forbidsPagesToLoadAnythingOrBeFramed() {
        flow().get(flow().page("/sign-in"))
                .expectHeader()
                .value(
                        "Content-Security-Policy",
                        policy -> assertThat(policy).contains("default-src 'none'", "frame-ancestors 'none'"));
    }

    private RestTestClient.ResponseSpec post(
            String path, Map<String, String> form, Map<String, String> headers, Object... variables) {
        return flow().plainPost(path, form, headers, variables);
    }

    private CodeFlow flow() {
        return CodeFlow.at(port);
    }
}
