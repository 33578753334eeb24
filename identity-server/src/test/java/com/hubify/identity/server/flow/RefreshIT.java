package com.hubify.identity.server.flow;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.security.oauth2.core.AuthorizationGrantType;
import org.springframework.security.oauth2.core.ClientAuthenticationMethod;
import org.springframework.security.oauth2.server.authorization.client.RegisteredClient;
import org.springframework.security.oauth2.server.authorization.client.RegisteredClientRepository;
import org.springframework.security.oauth2.server.authorization.settings.ClientSettings;
import org.springframework.security.oauth2.server.authorization.settings.TokenSettings;

@FlowTest
class RefreshIT extends AbstractFlow {

    @Autowired
    private RegisteredClientRepository clients;

    @Test
    void rotatesTheRefreshToken() {
        Answer first = cliTokens(ALL_OF_CLI);

        Answer second = refresh(first.text("refresh_token"));

        assertThat(second.status()).isEqualTo(200);
        assertThat(second.text("refresh_token")).isNotEqualTo(first.text("refresh_token"));
        assertThat(second.text("id_token")).isNotEmpty();
        assertThat(introspect(first.text("access_token")).flag("active")).isTrue();
        assertThat(refresh(second.text("refresh_token")).status()).isEqualTo(200);
    }

    /** A client whose connection broke asks again at once: it must not lose its login over that. */
    @Test
    void answersARepeatedRefreshAlikeForAShortWhile() {
        String refreshToken = cliTokens(ALL_OF_CLI).text("refresh_token");
        Answer first = refresh(refreshToken);

        Answer repeated = refresh(refreshToken);

        assertThat(repeated.status()).isEqualTo(200);
        assertThat(repeated.text("refresh_token")).isEqualTo(first.text("refresh_token"));
        assertThat(repeated.text("access_token")).isEqualTo(first.text("access_token"));
        assertThat(refresh(repeated.text("refresh_token")).status()).isEqualTo(200);
    }

    /** A client gives up on a lost answer after 20 s and asks again. */
    @Test
    void answersAgainAfterAClientsTimeout() {
        String refreshToken = cliTokens(ALL_OF_CLI).text("refresh_token");
        Answer lost = refresh(refreshToken);
        clock.wind(Duration.ofSeconds(45));

        Answer repeated = refresh(refreshToken);

        assertThat(repeated.status()).isEqualTo(200);
        assertThat(repeated.text("refresh_token")).isEqualTo(lost.text("refresh_token"));
        assertThat(refresh(repeated.text("refresh_token")).status()).isEqualTo(200);
    }

    /** Attack: a stolen refresh token is kept alive by using it again and again. */
    @Test
    void grantEndsHoweverOftenItIsUsed() {
        Answer tokens = cliTokens(ALL_OF_CLI);
        for (int month = 0; month < 3; month++) {
            clock.wind(Duration.ofDays(29));
            tokens = refresh(tokens.text("refresh_token"));
            assertThat(tokens.status()).isEqualTo(200);
        }

        assertThat(tokens.json().path("refresh_token_expires_in").asLong())
                .isBetween(
                        Duration.ofDays(3).minusMinutes(2).toSeconds(),
                        Duration.ofDays(3).toSeconds());
        clock.wind(Duration.ofDays(3));
        assertThat(refresh(tokens.text("refresh_token")).text("error")).isEqualTo("invalid_grant");
    }

    /** Attack: a refresh token was copied and both sides use it at the same moment: there must not be two families. */
    @Test
    void racedRefreshesAllGetTheSameSuccessor() {
        String refreshToken = cliTokens(ALL_OF_CLI).text("refresh_token");

        List<Answer> answers = race(8, () -> refresh(refreshToken));

        assertThat(answers).allSatisfy(answer -> assertThat(answer.status()).isEqualTo(200));
        assertThat(answers.stream().map(answer -> answer.text("refresh_token")).distinct())
                .hasSize(1);
    }

    /** Attack: a copied refresh token is used after its owner has refreshed twice. Neither may go on. */
    @Test
    void spentRefreshTokenEndsTheWholeGrant() {
        Answer first = cliTokens(ALL_OF_CLI);
        Answer second = refresh(first.text("refresh_token"));
        Answer third = refresh(second.text("refresh_token"));

        Answer stolen = refresh(first.text("refresh_token"));

        assertThat(stolen.text("error")).isEqualTo("invalid_grant");
        assertThat(refresh(third.text("refresh_token")).text("error")).isEqualTo("invalid_grant");
        assertThat(introspect(third.text("access_token")).flag("active")).isFalse();
    }

    /** Attack: a copied refresh token is used once, long after its owner refreshed and before they do again. */
    /** Fault: a token file ends in a line break. Who sent it so was taken for a thief with a spent token, and signed out. */
    @Test
    void tokenThatWasNeverMadeEndsNothing() {
        Answer tokens = cliTokens(ALL_OF_CLI);
        String token = tokens.text("refresh_token");

        for (String other : List.of(token + "\n", token + "=", token + "A", token.substring(0, token.length() - 1))) {
            assertThat(refresh(other).text("error")).isEqualTo("invalid_grant");
        }

        assertThat(introspect(tokens.text("access_token")).flag("active")).isTrue();
        assertThat(refresh(token).status()).isEqualTo(200);
    }

    @Test
    void graceIsShort() {
        Answer first = cliTokens(ALL_OF_CLI);
        Answer second = refresh(first.text("refresh_token"));
        clock.wind(Duration.ofSeconds(61));

        Answer stolen = refresh(first.text("refresh_token"));

        assertThat(stolen.text("error")).isEqualTo("invalid_grant");
        assertThat(refresh(second.text("refresh_token")).text("error")).isEqualTo("invalid_grant");
    }

    /** Attack: another client presents a refresh token that is not its own. */
    @Test
    void foreignRefreshTokenIsRefusedAndItsOwnerGoesOn() {
        String refreshToken = cliTokens(ALL_OF_CLI).text("refresh_token");

        Answer stolen = program.post(
                "/oauth2/token",
                FormText.of("grant_type", "refresh_token", "refresh_token", refreshToken),
                "demo-machine",
                "demo-machine-secret");

        assertThat(stolen.text("error")).isIn("invalid_grant", "unauthorized_client");
        assertThat(refresh(refreshToken).status()).isEqualTo(200);
    }

    /**
     * Fault: a client lost {@code openid}. Its refresh issues no ID token, and what stands at rest for the one before went
     * out in the repeated answer: {@code "id_token":"{sha256}"}.
     */
    @Test
    void repeatedAnswerHoldsTheTokensOfTheFirstAndNoDigest() {
        clients.save(losing("openid", "labs:read"));
        CodeFlow flow = CodeFlow.of(server, browser, program, "losing", CodeFlow.CLI_CALLBACK)
                .asking("openid labs:read");
        Answer whole = flow.redeem(flow.allow(CodeFlow.SOLO));
        clients.save(losing("labs:read"));
        FormText refresh = FormText.of(
                "grant_type", "refresh_token",
                "refresh_token", whole.text("refresh_token"),
                "client_id", "losing");

        Answer first = program.post("/oauth2/token", refresh);
        Answer repeated = program.post("/oauth2/token", refresh);

        assertThat(whole.json().has("id_token")).isTrue();
        assertThat(first.status()).isEqualTo(200);
        assertThat(repeated.json().propertyNames())
                .doesNotContain("id_token")
                .hasSameElementsAs(first.json().propertyNames());
        assertThat(repeated.text("access_token")).isEqualTo(first.text("access_token"));
        assertThat(repeated.body()).doesNotContain("{sha256}");
    }

    private static RegisteredClient losing(String... scopes) {
        return RegisteredClient.withId("losing")
                .clientId("losing")
                .clientName("An application")
                .clientAuthenticationMethod(ClientAuthenticationMethod.NONE)
                .authorizationGrantType(AuthorizationGrantType.AUTHORIZATION_CODE)
                .authorizationGrantType(AuthorizationGrantType.REFRESH_TOKEN)
                .redirectUri(CodeFlow.CLI_CALLBACK)
                .scopes(all -> all.addAll(List.of(scopes)))
                .clientSettings(ClientSettings.builder().requireProofKey(true).build())
                .tokenSettings(TokenSettings.builder().reuseRefreshTokens(false).build())
                .build();
    }

    @Test
    void narrowsScopesByWhatTheyCover() {
        String refreshToken = cliTokens(ALL_OF_CLI).text("refresh_token");

        Answer narrowed = program.post(
                "/oauth2/token",
                FormText.of(
                        "grant_type", "refresh_token",
                        "refresh_token", refreshToken,
                        "scope", "experiments:read",
                        "client_id", "hubify-cli"));
        Answer next = refresh(narrowed.text("refresh_token"));

        assertThat(narrowed.text("scope")).isEqualTo("experiments:read");
        assertThat(next.text("scope").split(" ")).contains("*");
    }

    /** Attack: a grant without the right to manage keys is refreshed into one that has it. */
    @Test
    void neverWidensScopes() {
        String refreshToken = cliTokens("openid offline_access *").text("refresh_token");

        Answer widened = program.post(
                "/oauth2/token",
                FormText.of(
                        "grant_type", "refresh_token",
                        "refresh_token", refreshToken,
                        "scope", "api-keys:write",
                        "client_id", "hubify-cli"));

        assertThat(widened.status()).isEqualTo(400);
        assertThat(widened.text("error")).isEqualTo("invalid_scope");
        assertThat(widened.text("error_description")).contains("api-keys:write");
    }

    @Test
    void revokingTheRefreshTokenEndsEveryTokenOfTheGrant() {
        Answer tokens = cliTokens(ALL_OF_CLI);

        Answer revoked = program.post(
                "/oauth2/revoke", FormText.of("token", tokens.text("refresh_token"), "client_id", "hubify-cli"));

        assertThat(revoked.status()).isEqualTo(200);
        assertThat(introspect(tokens.text("access_token")).flag("active")).isFalse();
        assertThat(refresh(tokens.text("refresh_token")).text("error")).isEqualTo("invalid_grant");
        assertThat(program.get("/userinfo", tokens.text("access_token")).status())
                .isEqualTo(401);
    }

    @Test
    void revokingAnUnknownTokenIsNoError() {
        Answer revoked = program.post("/oauth2/revoke", FormText.of("token", "nonsense", "client_id", "hubify-cli"));

        assertThat(revoked.status()).isEqualTo(200);
    }

    /** Attack: another client ends somebody's tokens. */
    @Test
    void foreignTokenIsNotRevoked() {
        Answer tokens = cliTokens(ALL_OF_CLI);

        Answer refused = program.post(
                "/oauth2/revoke",
                FormText.of("token", tokens.text("access_token")),
                "demo-machine",
                "demo-machine-secret");

        assertThat(refused.status()).isEqualTo(400);
        assertThat(introspect(tokens.text("access_token")).flag("active")).isTrue();
    }
}
