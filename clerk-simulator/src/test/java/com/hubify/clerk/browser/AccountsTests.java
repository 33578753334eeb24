package com.hubify.clerk.browser;

import static org.assertj.core.api.Assertions.assertThat;

import com.hubify.clerk.Backend;
import com.hubify.clerk.BrowserDriver;
import com.hubify.clerk.CodeFlow;
import com.hubify.clerk.Jwts;
import com.hubify.clerk.Parameters;
import com.hubify.clerk.SimulatorTest;
import java.net.URI;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.context.TestPropertySource;

@SimulatorTest
@TestPropertySource(properties = "clerk.simulator.backend.requests=100000")
class AccountsTests {

    @LocalServerPort
    private int port;

    private String firstEmail;
    private String first;
    private String secondEmail;
    private String second;
    private BrowserDriver browser;

    /** A browser with two people of its own, the second of whom acts. */
    @BeforeEach
    void signTwoPeopleIn() {
        firstEmail = "first-" + System.nanoTime() + "@example.com";
        secondEmail = "second-" + System.nanoTime() + "@example.com";
        first = Backend.at(port).person(firstEmail);
        second = Backend.at(port).person(secondEmail);
        browser = flow().browser();
        browser.signIn(firstEmail, "hubify");
        browser.open(flow().page("/sign-in?add=true"));
        browser.signIn(secondEmail, "hubify");
    }

    @Test
    void asksWhoIsMeantAndGoesOnAsThem() {
        browser.open(flow().authorization());

        assertThat(browser.text()).contains("Choose an account", firstEmail, secondEmail);
        browser.submit(Map.of("choose", sessionOf(first)));

        assertThat(subject(browser.leavesFor())).isEqualTo(first);
    }

    @Test
    void goesOnAsTheOneWhoActsWithoutAsking() {
        browser.open(flow().with("prompt", "none").authorization());

        assertThat(subject(browser.leavesFor())).isEqualTo(second);
    }

    @Test
    void addsAnotherInTheMiddleOfASignIn() {
        String thirdEmail = "third-" + System.nanoTime() + "@example.com";
        String third = Backend.at(port).person(thirdEmail);
        browser.open(flow().authorization());
        Matcher link = Pattern.compile("href=\"(/sign-in[^\"]*)\"").matcher(browser.text());
        assertThat(link.find()).isTrue();

        browser.open(browser.address().resolve(link.group(1).replace("&amp;", "&")));
        browser.signIn(thirdEmail, "hubify");

        assertThat(subject(browser.leavesFor())).isEqualTo(third);
    }

    @Test
    void signsOneOfThemOut() {
        String session = sessionOf(first);
        browser.open(flow().page("/accounts"));

        browser.submit(Map.of("remove", session));

        assertThat(browser.text()).contains(secondEmail).doesNotContain(firstEmail);
        assertThat(status(session)).isEqualTo("removed");
        assertThat(status(sessionOf(second))).isEqualTo("active");
    }

    /** Session ids are no secrets: webhooks and tokens carry them. */
    @Test
    void touchesNoSessionOfAnotherBrowser() {
        BrowserDriver another = flow().signedIn();
        String session = sessionOf(first);
        another.open(flow().page("/accounts"));

        another.submit(Map.of("remove", session));
        another.open(flow().page("/accounts"));
        another.submit(Map.of("choose", session));
        another.open(flow().page("/accounts"));

        assertThat(status(session)).isEqualTo("active");
        assertThat(another.text()).contains("member@example.com").doesNotContain(firstEmail);
    }

    @Test
    void signsEverybodyOutAndReturnsToTheApplication() {
        String session = sessionOf(first);
        browser.open(flow().page("/sign-out?redirect_url=http://localhost:9000/bye?a=b"));
        assertThat(browser.text()).contains("signs everybody out");

        browser.submit(Map.of());

        assertThat(browser.leavesFor()).isEqualTo(URI.create("http://localhost:9000/bye?a=b"));
        assertThat(status(session)).isEqualTo("ended");
        browser.open(flow().page("/accounts"));
        assertThat(browser.text()).contains("Nobody is signed in");
    }

    /** A phisher sends people through our sign-out page to their own sign-in page. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://evil.example.com/",
                "//evil.example.com/",
                "http://localhost:9000@evil.example.com/",
                "http://evil@localhost:9000/",
                "http://localhost:9000.evil.example.com/",
                "http://localhost:90000/",
                "http://localhost:9001/",
                "https://localhost:9000/",
                "http://localhost:9000\\@evil.example.com/",
                "javascript:alert(1)",
                "/elsewhere",
                ""
            })
    void returnsToRegisteredApplicationsOnly(String address) {
        flow().plainPost("/sign-out?redirect_url={url}", Map.of(), Map.of(), address)
                .expectHeader()
                .valueEquals("Location", "/");
    }

    @Test
    void letsNobodyInWhoIsBannedOrLocked() {
        for (String action : new String[] {"ban", "lock"}) {
            String email = action + System.nanoTime() + "@example.com";
            String person = Backend.at(port).person(email);
            Backend.at(port).post("/v1/users/" + person + "/" + action, Map.of());
            BrowserDriver refused = flow().browser();

            refused.signIn(email, "hubify");

            assertThat(refused.status()).isEqualTo(422);
            assertThat(refused.text()).contains("This account ").contains("name=\"password\"");
        }
    }

    @Test
    void signsABannedPersonOutOfTheirBrowser() {
        Backend.at(port).post("/v1/users/" + second + "/ban", Map.of());

        browser.open(flow().authorization());

        assertThat(subject(browser.leavesFor())).isEqualTo(first);
    }

    private String sessionOf(String person) {
        return String.valueOf(
                Backend.at(port).list("/v1/sessions?user_id=" + person).get(0).get("id"));
    }

    private Object status(String session) {
        return Objects.requireNonNull(
                Backend.at(port).json("/v1/sessions/" + session).get("status"));
    }

    private Object subject(URI callback) {
        Map<String, Object> tokens = CodeFlow.json(flow().exchange(Parameters.in(callback, "code")));
        return Objects.requireNonNull(
                Jwts.claims(String.valueOf(tokens.get("id_token"))).get("sub"));
    }

    private CodeFlow flow() {
        return CodeFlow.at(port);
    }
}
