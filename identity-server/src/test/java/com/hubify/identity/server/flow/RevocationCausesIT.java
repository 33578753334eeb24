package com.hubify.identity.server.flow;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpRequest;
import java.time.Duration;
import java.util.List;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Every cause of a revocation: services hear of it once, and what it is about is dead. */
@FlowTest
class RevocationCausesIT extends AbstractFeedFlow {

    private static final String SHORT = "openid labs:read";
    private static final String DEVICE_GRANT = "urn:ietf:params:oauth:grant-type:device_code";

    @Test
    void clientGivesAnAccessTokenBack() {
        Answer tokens = cliTokens(SHORT);
        FeedReader reader = readyReader();

        revokeAtEndpoint(tokens.text("access_token"));
        revokeAtEndpoint(tokens.text("access_token"));

        assertHeardOnce(reader, "token " + claim(tokens, "jti"));
        assertNoAccess(tokens);
        assertThat(refresh(tokens.text("refresh_token")).status()).isEqualTo(200);
    }

    /** Attack: tokens that are over anyway are given back by the thousand, to fill the memory of every node and service. */
    @Test
    void tokensThatAreLongOverAreNotTold() {
        Answer tokens = cliTokens(SHORT);
        FeedReader reader = readyReader();
        clock.wind(Duration.ofMinutes(16));

        revokeAtEndpoint(tokens.text("access_token"));
        clock.reset();

        Answer others = cliTokens(SHORT);
        revokeAtEndpoint(others.text("access_token"));
        assertHeardOnce(reader, "token " + claim(others, "jti"));
        assertThat(reader.revoked()).doesNotContain("token " + claim(tokens, "jti"));
    }

    @Test
    void clientGivesARefreshTokenBack() {
        Answer tokens = cliTokens(ALL_OF_CLI);
        FeedReader reader = readyReader();

        revokeAtEndpoint(tokens.text("refresh_token"));
        revokeAtEndpoint(tokens.text("refresh_token"));

        assertHeardOnce(reader, "grant " + claim(tokens, "gid"));
        assertDead(tokens);
    }

    @Test
    void codeIsReplayed() {
        CodeFlow flow = cli().asking(ALL_OF_CLI);
        Browser.Stop returned = flow.allow(CodeFlow.SOLO);
        Answer tokens = flow.redeem(returned);
        FeedReader reader = readyReader();

        flow.redeem(returned);
        flow.redeem(returned);

        assertHeardOnce(reader, "grant " + claim(tokens, "gid"));
        assertDead(tokens);
    }

    @Test
    void refreshTokenIsReused() {
        Answer first = cliTokens(ALL_OF_CLI);
        Answer second = refresh(first.text("refresh_token"));
        refresh(second.text("refresh_token"));
        FeedReader reader = readyReader();

        refresh(first.text("refresh_token"));
        refresh(first.text("refresh_token"));

        assertHeardOnce(reader, "grant " + claim(first, "gid"));
        assertDead(second);
    }

    @Test
    void personSignsOut() {
        Answer tokens = page().redeem(page().asking(SHORT).allow(CodeFlow.SOLO));
        FeedReader reader = readyReader();

        browser.get(server + "/connect/logout?"
                + FormText.of("id_token_hint", tokens.text("id_token"), "client_id", "demo-web"));

        assertHeardOnce(reader, "session " + claim(tokens, "sid"));
        assertNoAccess(tokens);
    }

    @Test
    void ownerRevokesAKey() {
        String token = cliTokens(ALL_OF_CLI).text("access_token");
        String key = apiKey(token);
        String id = introspect(key).text("key_id");
        FeedReader reader = readyReader();

        program.send(program.request("/v1/api-keys/" + id)
                .header("Authorization", "Bearer " + token)
                .DELETE());

        assertHeardOnce(reader, "key " + id);
        assertThat(isAlive(key)).isFalse();
    }

    @Test
    void holderRevokesAKey() {
        String key = apiKey(cliTokens(ALL_OF_CLI).text("access_token"));
        String id = introspect(key).text("key_id");
        FeedReader reader = readyReader();

        program.send(program.request("/v1/api-keys/revoke")
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString("{\"key\":\"" + key + "\"}")));

        assertHeardOnce(reader, "key " + id);
        assertThat(isAlive(key)).isFalse();
    }

    @Test
    void operatorRevokesAKey() {
        String token = cliTokens(ALL_OF_CLI).text("access_token");
        String key = apiKey(token);
        String id = introspect(key).text("key_id");
        FeedReader reader = readyReader();

        revoke("key", id);
        revoke("key", id);

        assertHeardOnce(reader, "key " + id);
        assertThat(isAlive(key)).isFalse();
        assertThat(program.get("/v1/api-keys", token).body()).doesNotContain(id);
    }

    @Test
    void operatorRevokesOneToken() {
        Answer tokens = cliTokens(ALL_OF_CLI);
        FeedReader reader = readyReader();

        revoke("token", claim(tokens, "jti"));

        assertHeardOnce(reader, "token " + claim(tokens, "jti"));
        assertNoAccess(tokens);
    }

    @ParameterizedTest
    @ValueSource(strings = {"grant", "client", "subject", "session"})
    void operatorRevokesWhatAPersonsTokensDescendFrom(String kind) {
        Answer tokens = cliTokens(SHORT);
        String id = claim(tokens, claimOf(kind));
        FeedReader reader = readyReader();

        revoke(kind, id);

        assertHeardOnce(reader, kind + " " + id);
        assertDead(tokens);
    }

    @Test
    void operatorEndsWhatOneClientHoldsForOnePerson() {
        Answer tokens = cliTokens(SHORT);
        Answer others = page().redeem(page().asking(SHORT).allow(CodeFlow.SOLO));
        String both = CodeFlow.SOLO_ID + " hubify-cli";
        FeedReader reader = readyReader();

        assertThat(revoke("client_grants", CodeFlow.SOLO_ID).status()).isEqualTo(400);
        revoke("client_grants", both);

        assertHeardOnce(reader, "client_grants " + both);
        assertDead(tokens);
        assertThat(introspect(others.text("access_token")).flag("active")).isTrue();
    }

    @Test
    void operatorRevokesASigningKey() {
        Answer tokens = cliTokens(ALL_OF_CLI);
        String kid = Answer.header(tokens.text("access_token"), 0).path("kid").asString();
        FeedReader reader = readyReader();

        revoke("signing_key", kid);
        reader.awaitEnd(); // its own token is signed with it

        assertThat(reader.revoked()).containsExactly("signing_key " + kid);
        assertNoAccess(tokens);
    }

    /** Attack: keys that nobody uses for a while outlive the memory of what killed them. */
    @Test
    void keysOfARevokedPersonAreDeadForGood() {
        Answer tokens = cliTokens(ALL_OF_CLI);
        String key = apiKey(tokens.text("access_token"));
        FeedReader reader = readyReader();

        revoke("subject", claim(tokens, "sub"));
        assertHeardOnce(reader, "subject " + claim(tokens, "sub"));
        redis.delete("hfy:{revocations}:subject:" + claim(tokens, "sub"));

        assertThat(introspect(key).body()).isEqualTo("{\"active\":false}");
    }

    /** Attack: a code that was made before the revocation is redeemed after it. */
    @ParameterizedTest
    @ValueSource(strings = {"client", "subject", "session"})
    void pendingCodesDieToo(String kind) {
        Answer known = cliTokens(SHORT);
        CodeFlow flow = cli().asking(ALL_OF_CLI);
        Browser.Stop returned = flow.allow(CodeFlow.SOLO);

        revoke(kind, claim(known, claimOf(kind)));
        clock.wind(Duration.ofSeconds(5));

        assertThat(flow.redeem(returned).text("error")).isEqualTo("invalid_grant");
    }

    /** Attack: a device that was allowed before the revocation comes for its tokens after it. */
    @ParameterizedTest
    @ValueSource(strings = {"client", "subject", "session"})
    void pendingDevicesDieToo(String kind) {
        Answer known = cliTokens(SHORT);
        Answer device = program.post(
                "/oauth2/device_authorization", FormText.of("client_id", "hubify-cli", "scope", "labs:read"));
        Browser.Stop code = browser.get(device.text("verification_uri_complete"));
        browser.press(browser.submit(code.html().getForms().get(0), List.of()), "allow");

        revoke(kind, claim(known, claimOf(kind)));
        clock.wind(Duration.ofSeconds(5));
        Answer tokens = program.post(
                "/oauth2/token",
                FormText.of(
                        "grant_type",
                        DEVICE_GRANT,
                        "device_code",
                        device.text("device_code"),
                        "client_id",
                        "hubify-cli"));

        assertThat(tokens.text("error")).isEqualTo("invalid_grant");
    }

    /** Attack: the browser of a revoked person goes on making grants, each younger than the revocation. */
    @ParameterizedTest
    @ValueSource(strings = {"subject", "session"})
    void signInsDieToo(String kind) {
        Answer known = page().redeem(page().asking(SHORT).allow(CodeFlow.SOLO));

        revoke(kind, claim(known, claimOf(kind)));
        clock.wind(Duration.ofSeconds(5));

        assertThat(page().asking("openid").with("prompt", "none").begin().parameter("error"))
                .isEqualTo("login_required");
    }

    /**
     * Clerk asks nothing of who is signed in there, so the browser used to go round until it gave up. Fault: what Clerk had
     * sent was put into the session all the same, and stayed out of the store by chance alone.
     */
    @Test
    void signInWithinTheSecondOfTheRevocationSaysSo() {
        Answer known = cliTokens(SHORT);
        CodeFlow flow = cli().asking(SHORT);
        clock.wind(Duration.ofSeconds(5));
        revoke("subject", claim(known, "sub"));
        clock.reset();

        Browser.Stop refused = flow.begin();
        clock.wind(Duration.ofSeconds(10));
        Browser.Stop again = browser.get(server + refused.parameter("continue"));

        assertThat(refused.text()).contains("You were signed out everywhere");
        assertThat(again.at().getPath()).isEqualTo("/oauth2/consent");
    }

    @Test
    void whoSignsInAnewIsNotTouched() {
        Answer known = cliTokens(ALL_OF_CLI);
        revoke("subject", claim(known, "sub"));
        clock.wind(Duration.ofSeconds(5));

        Answer anew = cliTokens(ALL_OF_CLI);

        assertThat(isAlive(anew.text("access_token"))).isTrue();
        assertThat(refresh(anew.text("refresh_token")).status()).isEqualTo(200);
    }

    /** Its person need not sign in anew for that: they were not revoked. */
    @Test
    void clientIsAllowedAnew() {
        Answer known = cliTokens(ALL_OF_CLI);
        revoke("client", claim(known, "client_id"));
        long revokedAt = clock.instant().getEpochSecond();
        Awaitility.await().until(() -> clock.instant().getEpochSecond() > revokedAt);

        Answer anew = cliTokens(ALL_OF_CLI);

        assertThat(refresh(anew.text("refresh_token")).status()).isEqualTo(200);
        assertThat(refresh(known.text("refresh_token")).text("error")).isEqualTo("invalid_grant");
    }

    /** Attack: who stole a refresh token uses it in time, so that what they hold is younger than the theft. */
    @Test
    void refreshingMakesNothingYounger() {
        Answer stolen = cliTokens(ALL_OF_CLI);
        long theft = clock.instant().plusSeconds(60).getEpochSecond();
        clock.wind(Duration.ofMinutes(5));
        Answer refreshed = refresh(stolen.text("refresh_token"));

        program.post(
                "/v1/revocations",
                "{\"kind\":\"subject\",\"id\":\"" + claim(stolen, "sub") + "\",\"issued_before\":" + theft + "}",
                operatorToken());

        assertThat(refresh(refreshed.text("refresh_token")).text("error")).isEqualTo("invalid_grant");
        assertThat(program.post(
                                "/oauth2/introspect",
                                FormText.of("token", refreshed.text("refresh_token"), "client_id", "hubify-cli"))
                        .flag("active"))
                .isFalse();
    }

    private void assertHeardOnce(FeedReader reader, String revoked) {
        revoke("grant", "all-is-heard-until-here");
        reader.awaitRevoked("grant all-is-heard-until-here");
        assertThat(reader.revoked()).containsExactly(revoked, "grant all-is-heard-until-here");
    }

    private void assertDead(Answer tokens) {
        assertNoAccess(tokens);
        assertThat(refresh(tokens.text("refresh_token")).text("error")).isEqualTo("invalid_grant");
    }

    private void assertNoAccess(Answer tokens) {
        assertThat(isAlive(tokens.text("access_token"))).isFalse();
        assertThat(program.get("/userinfo", tokens.text("access_token")).status())
                .isEqualTo(401);
    }

    private boolean isAlive(String credential) {
        return introspect(credential).flag("active");
    }

    private void revokeAtEndpoint(String token) {
        program.post("/oauth2/revoke", FormText.of("token", token, "client_id", "hubify-cli"));
    }

    private String apiKey(String token) {
        return program.post("/v1/api-keys", "{\"name\":\"my-integration\",\"scopes\":[\"labs:read\"]}", token)
                .datum("key");
    }

    private static String claim(Answer tokens, String name) {
        return Answer.claims(tokens.text("access_token")).path(name).asString();
    }

    private static String claimOf(String kind) {
        return switch (kind) {
            case "grant" -> "gid";
            case "client" -> "client_id";
            case "subject" -> "sub";
            default -> "sid";
        };
    }
}
