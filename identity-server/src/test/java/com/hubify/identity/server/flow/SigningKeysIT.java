package com.hubify.identity.server.flow;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpRequest;
import java.util.ArrayList;
import java.util.List;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/** An operator looks after the keys that sign, and everybody else goes by what is published. */
@FlowTest
class SigningKeysIT extends AbstractFeedFlow {

    private static final String KEYS = "/v1/signing-keys";
    private static final String AT_ONCE = "{\"announce\":\"PT0S\"}";

    @Test
    void operatorSeesEveryVersionWithItsTimes() {
        Answer keys = program.get(KEYS, operator("signing-keys:read"));

        assertThat(keys.status()).isEqualTo(200);
        JsonNode active = version(keys, kidOf(machineToken("labs:read")));
        assertThat(active.propertyNames())
                .containsExactly(
                        "kid",
                        "alg",
                        "state",
                        "announced_at",
                        "active_from",
                        "retired_at",
                        "published_until",
                        "compromised_at");
        assertThat(active.path("alg").asString()).isEqualTo("ES256");
        assertThat(active.path("state").asString()).isEqualTo("active");
        assertThat(active.path("retired_at").isNull()).isTrue();
        assertThat(keys.json().path("data").findValuesAsString("alg")).contains("ES256", "RS256", "EdDSA");
    }

    @Test
    void newVersionIsPublishedLongBeforeItIsUsed() {
        String before = kidOf(machineToken("labs:read"));

        Answer rotated = program.send(program.request(KEYS + "/rotate")
                .header("Authorization", "Bearer " + operator("signing-keys:write"))
                .POST(HttpRequest.BodyPublishers.noBody()));

        assertThat(rotated.status()).isEqualTo(202);
        String announced = rotated.datum("kid");
        assertThat(rotated.json().propertyNames()).containsExactly("data", "meta");
        assertThat(rotated.json().path("meta").propertyNames()).containsExactly("request_id", "timestamp");
        assertThat(rotated.datum("state")).isEqualTo("announced");
        assertThat(List.of(rotated.datum("announced_at"), rotated.datum("active_from")))
                .allMatch(time -> time.matches("[0-9T:-]{19}Z"));
        assertThat(published()).contains(before, announced);
        assertThat(kidOf(machineToken("labs:read"))).isEqualTo(before);
    }

    @Test
    void newVersionSignsAtOnceWhereTheOperatorWantsThat() {
        Answer old = machineToken("labs:read");

        Answer rotated = program.post(KEYS + "/rotate", AT_ONCE, operator("signing-keys:write"));

        assertThat(rotated.status()).isEqualTo(202);
        assertThat(rotated.datum("state")).isEqualTo("active");
        assertThat(kidOf(machineToken("labs:read"))).isEqualTo(rotated.datum("kid"));
        assertThat(published()).contains(kidOf(old), rotated.datum("kid"));
        assertThat(introspect(old.text("access_token")).flag("active")).isTrue();
        JsonNode retired = version(program.get(KEYS, operator("signing-keys:read")), kidOf(old));
        assertThat(retired.path("state").asString()).isEqualTo("retired");
        assertThat(retired.path("published_until").asString()).isNotEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"RS256", "EdDSA"})
    void otherAlgorithmsRotateToo(String algorithm) {
        Answer rotated = program.post(
                KEYS + "/rotate",
                "{\"announce\":\"PT0S\",\"alg\":\"" + algorithm + "\"}",
                operator("signing-keys:write"));

        assertThat(rotated.status()).isEqualTo(202);
        assertThat(rotated.datum("alg")).isEqualTo(algorithm);
        assertThat(published()).contains(rotated.datum("kid"));
    }

    @ParameterizedTest
    @CsvSource({"edwards, EdDSA", "rivest, RS256", "curve, ES256", "demo-web, RS256"})
    void idTokensAreSignedAsTheirClientWants(String client, String algorithm) {
        CodeFlow flow =
                CodeFlow.of(server, browser, program, client, CodeFlow.PAGE).asking("openid");

        JsonNode header = Answer.header(flow.redeem(flow.allow(CodeFlow.SOLO)).text("id_token"), 0);

        assertThat(header.path("alg").asString()).isEqualTo(algorithm);
        JsonNode key = version(
                program.get(KEYS, operator("signing-keys:read")),
                header.path("kid").asString());
        assertThat(key.path("alg").asString()).isEqualTo(algorithm);
        assertThat(key.path("state").asString()).isEqualTo("active");
    }

    @Test
    void compromisedVersionEndsEverywhereAtOnce() {
        Answer token = cliTokens("openid labs:read api-keys:read");
        String kid = kidOf(token);
        FeedReader reader = readyReader();

        Answer ended = program.post(KEYS + "/" + kid + "/compromise", "", operator("signing-keys:write"));

        assertThat(ended.status()).isEqualTo(202);
        assertThat(ended.datum("kid")).isEqualTo(kid);
        assertThat(ended.datum("compromised_at")).isNotEmpty();
        reader.awaitRevoked("signing_key " + kid);
        assertThat(published()).doesNotContain(kid);
        assertThat(introspect(token.text("access_token")).flag("active")).isFalse();
        assertThat(program.get("/v1/api-keys", token.text("access_token")).status())
                .isEqualTo(401);
        Answer fresh = machineToken("labs:read");
        assertThat(kidOf(fresh)).isNotEqualTo(kid);
        assertThat(introspect(fresh.text("access_token")).flag("active")).isTrue();
        assertThat(version(program.get(KEYS, operator("signing-keys:read")), kid)
                        .path("state")
                        .asString())
                .isEqualTo("retired");
    }

    /** Services refuse all that it signs from then on; to sign on with it would be an outage. */
    @Test
    void versionThatIsRevokedByItsIdSignsNoMore() {
        String kid = kidOf(machineToken("labs:read"));

        assertThat(revoke("signing_key", kid).status()).isEqualTo(202);

        Answer fresh = machineToken("labs:read");
        assertThat(kidOf(fresh)).isNotEqualTo(kid);
        assertThat(introspect(fresh.text("access_token")).flag("active")).isTrue();
    }

    /**
     * Attack: with a scope that is for credentials, a stolen operator's token ends the key that signs; or it ends versions that
     * will only be made, so that each new one is dead at once until as many are published as may be.
     */
    @Test
    void keysAreRevokedByWhoMayEndThemAndOnlyKnownOnes() {
        String kid = kidOf(machineToken("labs:read"));

        Answer forbidden = revokeKey(kid, operator("revocations:write"));
        Answer unknown = revokeKey("hubify-es256-v4711", operator("revocations:write signing-keys:write"));

        assertThat(forbidden.status()).isEqualTo(403);
        assertThat(unknown.status()).isEqualTo(404);
        assertThat(kidOf(machineToken("labs:read"))).isEqualTo(kid);
    }

    private Answer revokeKey(String kid, String token) {
        return program.post("/v1/revocations", "{\"kind\":\"signing_key\",\"id\":\"" + kid + "\"}", token);
    }

    @Test
    void unknownVersionCannotBeCompromised() {
        Answer refused = program.post(KEYS + "/none-v1/compromise", "", operator("signing-keys:write"));

        assertThat(refused.status()).isEqualTo(404);
        assertThat(refused.json().path("error").path("code").asString()).isEqualTo("not_found");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"announce\":\"tomorrow\"}",
                "{\"announce\":\"-PT1S\"}",
                "{\"announce\":\"P400D\"}",
                "{\"announce\":0}",
                "{\"announce\":\"PT0S\",\"announce\":\"PT1H\"}",
                "{\"alg\":\"HS256\"}",
                "{\"alg\":\"none\"}",
                "{\"kid\":\"mine-v1\"}",
                "[]",
                "null",
                "{"
            })
    void badWishesAreRefusedWithASentence(String body) {
        List<String> before = published();

        Answer refused = program.post(KEYS + "/rotate", body, operator("signing-keys:write"));

        assertThat(refused.status()).isEqualTo(400);
        assertThat(refused.json().path("error").path("message").asString()).isNotEmpty();
        assertThat(published()).isEqualTo(before);
    }

    /** Attack: whoever may do anything with resources, or only look at keys, has them rotated. */
    @Test
    void nobodyElseTouchesKeys() {
        String person = cliTokens(ALL_OF_CLI).text("access_token");
        String onlooker = operator("signing-keys:read");

        for (String path : List.of(KEYS + "/rotate", KEYS + "/x-v1/compromise")) {
            assertThat(program.post(path, "", person).status()).isEqualTo(403);
            assertThat(program.post(path, "", onlooker).status()).isEqualTo(403);
            assertThat(program.send(program.request(path).POST(HttpRequest.BodyPublishers.noBody()))
                            .status())
                    .isEqualTo(401);
        }
        assertThat(program.get(KEYS, person).status()).isEqualTo(403);
        assertThat(program.get(KEYS).status()).isEqualTo(401);
    }

    /** Monitors and link checkers ask so. */
    @ParameterizedTest
    @ValueSource(
            strings = {"/oauth2/jwks", "/.well-known/openid-configuration", "/.well-known/oauth-authorization-server"})
    void whatIsPublishedAnswersHeadToo(String path) {
        Answer document = program.get(path);

        Answer head = program.send(program.request(path).method("HEAD", HttpRequest.BodyPublishers.noBody()));

        assertThat(head.status()).isEqualTo(200);
        assertThat(head.body()).isEmpty();
        assertThat(head.header("Content-Type")).isEqualTo(document.header("Content-Type"));
        assertThat(head.header("ETag")).isEqualTo(document.header("ETag"));
    }

    @Test
    void publishedKeysMayBeKeptForAWhileAndAskedForAgain() {
        Answer keys = program.get("/oauth2/jwks");

        assertThat(keys.header("Cache-Control")).hasValue("max-age=300, must-revalidate, public");
        String tag = keys.header("ETag").orElseThrow();
        Answer again = program.send(program.request("/oauth2/jwks").header("If-None-Match", tag));
        assertThat(again.status()).isEqualTo(304);
        assertThat(again.body()).isEmpty();

        program.post(KEYS + "/rotate", AT_ONCE, operator("signing-keys:write"));
        Awaitility.await()
                .untilAsserted(() -> assertThat(
                                program.send(program.request("/oauth2/jwks").header("If-None-Match", tag))
                                        .status())
                        .isEqualTo(200));
    }

    @Test
    void healthSaysWithWhichVersionsItSigns() {
        JsonNode health =
                program.get("/actuator/health").json().path("components").path("signing");

        assertThat(health.path("status").asString()).isEqualTo("UP");
    }

    private String operator(String scope) {
        return program.post(
                        "/oauth2/token",
                        FormText.of("grant_type", "client_credentials", "scope", scope),
                        "demo-operator",
                        "demo-operator-secret")
                .text("access_token");
    }

    private List<String> published() {
        List<String> kids = new ArrayList<>();
        program.get("/oauth2/jwks")
                .json()
                .path("keys")
                .forEach(key -> kids.add(key.path("kid").asString()));
        return kids;
    }

    private static JsonNode version(Answer keys, String kid) {
        for (JsonNode version : keys.json().path("data")) {
            if (version.path("kid").asString().equals(kid)) {
                return version;
            }
        }
        throw new AssertionError("no version " + kid + " in " + keys.body());
    }

    private static String kidOf(Answer tokens) {
        return Answer.header(tokens.text("access_token"), 0).path("kid").asString();
    }
}
