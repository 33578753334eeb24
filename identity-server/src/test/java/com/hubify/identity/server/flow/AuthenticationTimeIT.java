package com.hubify.identity.server.flow;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/** When a person proved who they are: what is known of it, what is told, and what a client may demand. */
@FlowTest
class AuthenticationTimeIT extends AbstractFlow {

    private static final String PROVED = "urn:hubify:acr:proved";
    private static final String ESSENTIAL = "{\"id_token\":{\"auth_time\":{\"essential\":true}}}";

    private String atClerk = "";
    private Walker walker = new Walker("", "");

    @BeforeEach
    void knowThePersonAtClerk() {
        webPage().asking("openid").allow(CodeFlow.SOLO);
        atClerk = Walker.signedInAtClerk(Clerk.shared().issuer(), CodeFlow.SOLO);
        walker = new Walker(server, Clerk.shared().issuer());
    }

    /**
     * Attack: the password was typed hours ago; somebody at the open browser signs in by the session that is left at Clerk,
     * who asks nothing, and the client's {@code max_age} takes that for a proof of this minute.
     */
    @ParameterizedTest
    @ValueSource(strings = {"max_age=60", "max_age=86400", "claims=" + ESSENTIAL, "acr_values=high " + PROVED})
    void clerksSessionIsNoProof(String demand) {
        walker.returnFrom(walker.get(webPage().asking("openid").url()), atClerk);

        URI asked = walker.get(demanding(demand).url());
        URI done = walker.returnFrom(asked, atClerk);

        assertThat(asked.toString()).startsWith(Clerk.shared().issuer()).contains("prompt=login");
        assertThat(authTime(done)).isBetween(now() - 60, now());
        assertThat(code(walker.get(demanding(demand).url()))).as("asked once").isNotEmpty();
    }

    /**
     * Attack: as above, and what has Clerk ask is taken out of its address. The client is not answered, and no page opens that
     * makes a key.
     */
    @Test
    void clerksSessionIsNoProofIfThePromptIsTakenOut() {
        URI keys = walker.get(server + "/account/keys/new");
        URI signedIn = walker.returnFrom(keys, atClerk);
        clock.wind(Duration.ofMinutes(11));

        URI answer = walker.returnUnaskedFrom(walker.get(demanding("max_age=60").url()), atClerk);

        assertThat(signedIn.getPath()).isEqualTo("/account/keys/new");
        assertThat(new FormText(answer.getRawQuery()).get("error")).isEqualTo("login_required");
        URI asked = walker.get(server + "/account/keys/new");
        assertThat(walker.isAtClerk(asked)).isTrue();
        walker.returnUnaskedFrom(asked, atClerk);
        assertThat(walker.isAtClerk(walker.get(server + "/account/keys/new"))).isTrue();
    }

    /** Attack: as above, by a page that may not ask and takes the answer for a proof. */
    @ParameterizedTest
    @ValueSource(strings = {"max_age=60", "max_age=86400", "claims=" + ESSENTIAL, "acr_values=high " + PROVED})
    void clerksSessionIsNoProofToAPageThatMayNotAskEither(String demand) {
        walker.returnFrom(walker.get(webPage().asking("openid").url()), atClerk);

        URI answer = walker.get(demanding(demand).with("prompt", "none").url());

        assertThat(new FormText(answer.getRawQuery()).get("error")).isEqualTo("login_required");
    }

    @Test
    void timeThatIsNotKnownIsNotTold() {
        Answer tokens =
                redeemed(walker.returnFrom(walker.get(webPage().asking("openid").url()), atClerk));

        for (String token : List.of(tokens.text("id_token"), tokens.text("access_token"))) {
            assertThat(Answer.claims(token).has("auth_time")).isFalse();
            assertThat(Answer.claims(token).has("acr")).isFalse();
        }
    }

    /**
     * Step-up: a service answers by a challenge with {@code acr_values} and {@code max_age}, and the client asks for both. The
     * access token tells them, and so does introspection (RFC 9470, sections 5 and 6).
     */
    @Test
    void stepUpIsToldToServices() {
        walker.returnFrom(walker.get(webPage().asking("openid").url()), atClerk);
        clock.wind(Duration.ofMinutes(11));
        CodeFlow steppedUp =
                webPage().asking("openid").with("acr_values", PROVED).with("max_age", "600");

        Answer tokens = redeemed(walker.returnFrom(walker.get(steppedUp.url()), atClerk));

        JsonNode introspected = introspect(tokens.text("access_token")).json();
        for (JsonNode told : List.of(
                Answer.claims(tokens.text("id_token")), Answer.claims(tokens.text("access_token")), introspected)) {
            assertThat(told.path("acr").asString()).isEqualTo(PROVED);
            assertThat(told.path("auth_time").asLong()).isBetween(now() - 60, now());
        }
    }

    /**
     * Fault: a client asks for what a service demands, gets a token without it, asks again, and goes round in circles (RFC 9470,
     * section 5). With OpenID Connect's scopes alone it is a wish (Core, section 3.1.2.1).
     */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "openid labs:read | acr_values | urn:example:two-factors | unmet_authentication_requirements",
                "labs:read | acr_values | 1 2 | unmet_authentication_requirements",
                "openid | claims | {\"id_token\":{\"acr\":{\"essential\":true,\"value\":\"1\"}}} | unmet_authentication_requirements",
                "openid | prompt | create | invalid_request",
                "openid | prompt | login create | invalid_request"
            })
    void whatThisServerCantSayIsRefused(String scope, String parameter, String value, String error) {
        URI answer = walker.get(webPage().asking(scope).with(parameter, value).url());

        assertThat(answer.toString()).startsWith(CodeFlow.WEB_PAGE);
        assertThat(new FormText(answer.getRawQuery()).get("error")).isEqualTo(error);
    }

    /** Clerk gets what it may know, and nothing that a link could put in its words. */
    @Test
    void hintsReachClerk() {
        URI asked = walker.get(webPage()
                .asking("openid")
                .with("login_hint", "solo+lab@example.com")
                .with("ui_locales", "de-CH  fr")
                .with("max_age", "60")
                .with("display", "popup")
                .url());
        URI other = walker.get(webPage()
                .asking("openid")
                .with("prompt", "select_account")
                .with("login_hint", "solo@example.com")
                .with("ui_locales", "<b>")
                .url());

        assertThat(new FormText(asked.getRawQuery()).values())
                .containsEntry("login_hint", "solo+lab@example.com")
                .containsEntry("ui_locales", "de-CH fr")
                .containsEntry("prompt", "login")
                .doesNotContainKeys("max_age", "display", "acr_values");
        assertThat(new FormText(other.getRawQuery()).values())
                .containsEntry("prompt", "login")
                .doesNotContainKeys("login_hint", "ui_locales");
    }

    /** OpenID Connect Core, section 12.2: a refresh tells the time of the proof and not its own. */
    @Test
    void refreshTellsTheTimeOfTheProof() {
        CodeFlow flow = cli().asking(ALL_OF_CLI).with("max_age", "60");
        Answer first = flow.redeem(flow.allow(CodeFlow.SOLO));
        clock.wind(Duration.ofHours(1));

        Answer later = refresh(first.text("refresh_token"));

        for (String token : List.of("id_token", "access_token")) {
            assertThat(Answer.claims(later.text(token)).path("auth_time").asLong())
                    .isPositive()
                    .isEqualTo(
                            Answer.claims(first.text(token)).path("auth_time").asLong());
        }
    }

    /** Two tabs: the answer in the second, for which Clerk asked nothing, must not undo the proof that was given in the first. */
    @Test
    void proofOutlivesASilentSignInOfAnotherTab() {
        URI silent = walker.get(
                webPage().asking("openid").with("state", "silent-tab").url());
        walker.returnFrom(walker.get(demanding("max_age=60").url()), atClerk);
        clock.wind(Duration.ofSeconds(10));
        walker.returnFrom(silent, atClerk);

        URI answer = walker.get(demanding("max_age=60").url());

        assertThat(authTime(answer)).isBetween(now() - 60, now() - 10);
    }

    /** Attack: a demand that can't be read is left out, and with it the proof that the client relies on. */
    @ParameterizedTest
    @ValueSource(strings = {"-1", "1.5", "60s", "1e2", "+60", "9999999999999999999", "sixty"})
    void maxAgeThatCannotBeReadIsRefused(String maxAge) {
        URI answer =
                walker.get(webPage().asking("openid").with("max_age", maxAge).url());

        assertThat(new FormText(answer.getRawQuery()).get("error")).isEqualTo("invalid_request");
    }

    @Test
    void maxAgeMayBeVeryLarge() {
        CodeFlow flow = webPage().asking("openid").with("max_age", "999999999999999999");
        walker.returnFrom(walker.get(flow.url()), atClerk);

        assertThat(code(walker.get(flow.url()))).isNotEmpty();
    }

    private CodeFlow demanding(String demand) {
        String[] parameter = demand.split("=", 2);
        return webPage().asking("openid").with(parameter[0], parameter[1]);
    }

    private long now() {
        return clock.instant().getEpochSecond();
    }

    private long authTime(URI answer) {
        return Answer.claims(redeemed(answer).text("id_token"))
                .path("auth_time")
                .asLong();
    }

    private Answer redeemed(URI answer) {
        return webPage().redeem(code(answer));
    }

    private static String code(URI answer) {
        return new FormText(answer.getRawQuery()).get("code");
    }
}
