package com.hubify.identity.server.flow;

import static org.assertj.core.api.Assertions.assertThat;

import com.hubify.identity.protocol.ApiKeyToken;
import io.micrometer.core.instrument.MeterRegistry;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.data.redis.core.StringRedisTemplate;
import tools.jackson.databind.JsonNode;

@FlowTest
class ClientCredentialsIT extends AbstractFlow {

    @Autowired
    private StringRedisTemplate redis;

    @Autowired
    private MeterRegistry meters;

    @BeforeEach
    void empty() {
        FlowRedis.empty(context);
    }

    @Test
    void givesAMachineATokenAndStoresNoMoreThanTheRecordOfIt() {
        Answer token = machineToken("labs:read");

        assertThat(token.status()).isEqualTo(200);
        JsonNode claims = Answer.claims(token.text("access_token"));
        assertThat(claims.path("sub").asString()).isEqualTo("demo-machine");
        assertThat(claims.path("client_id").asString()).isEqualTo("demo-machine");
        assertThat(claims.has("sid")).isFalse();
        assertThat(token.text("refresh_token")).isEmpty();
        assertThat(FlowRedis.keys(redis)).allMatch(ClientCredentialsIT::isCountOrRecord);
    }

    /** What was counted of requests of a moment ago, when the secret was used, and the audit trail. */
    private static boolean isCountOrRecord(String key) {
        return key.startsWith("hfy:budget:")
                || key.startsWith("hfy:client-secret-used:")
                || key.startsWith("hfy:audit:");
    }

    // Each request passes some twenty filters; to time each of them takes as long as they do.
    @Test
    void measuresRequestsAndNotEachFilter() {
        machineToken("labs:read");

        assertThat(meters.getMeters())
                .extracting(meter -> meter.getId().getName())
                .contains("hubify.signing", "http.server.requests")
                .noneMatch(name -> name.startsWith("spring.security"));
    }

    @Test
    void requestWithoutScopeGetsTheDefaultOnes() {
        Answer token = program.post(
                "/oauth2/token",
                FormText.of("grant_type", "client_credentials"),
                "demo-machine",
                "demo-machine-secret");

        assertThat(token.text("scope")).isEqualTo("labs:read");
    }

    @Test
    void wildcardOfTheClientCoversItsActions() {
        assertThat(machineToken("experiments:read").status()).isEqualTo(200);
        assertThat(machineToken("experiments:*").status()).isEqualTo(200);
    }

    @ParameterizedTest
    @ValueSource(strings = {"pods:read", "*", "labs:*", "openid", "api-keys:write", "nonsense"})
    void scopeBeyondTheClientsIsRefused(String scope) {
        Answer refused = machineToken(scope);

        assertThat(refused.status()).isEqualTo(400);
        assertThat(refused.text("error")).isEqualTo("invalid_scope");
    }

    /**
     * Habit of libraries that send {@code openid} with every request. Fault: a client that acts for itself was granted it, and
     * UserInfo then called the token invalid: there is no person.
     */
    @ParameterizedTest
    @ValueSource(strings = {"openid labs:read", "openid profile offline_access labs:read", "labs:read email"})
    void scopesAboutAPersonAreLeftOut(String scope) {
        Answer token = asBoth(scope);

        assertThat(token.status()).isEqualTo(200);
        assertThat(token.text("scope")).isEqualTo("labs:read");
        assertThat(program.get("/userinfo", token.text("access_token")).status())
                .isEqualTo(403);
    }

    /** The last asks for the default scopes, which are all about a person. */
    @ParameterizedTest
    @ValueSource(strings = {"openid", "openid profile offline_access", "email", ""})
    void scopesAboutAPersonAloneAreRefused(String scope) {
        Answer refused = asBoth(scope);

        assertThat(refused.status()).isEqualTo(400);
        assertThat(refused.text("error")).isEqualTo("invalid_scope");
        assertThat(refused.text("error_description")).contains("about an end-user");
    }

    private Answer asBoth(String scope) {
        return program.post(
                "/oauth2/token",
                FormText.of("grant_type", "client_credentials", "scope", scope),
                "both",
                "both-secret");
    }

    @Test
    void unknownClientAndWrongSecretLookAlike() {
        FormText form = FormText.of("grant_type", "client_credentials");

        Answer unknown = program.post("/oauth2/token", form, "nobody", "secret");
        Answer wrong = program.post("/oauth2/token", form, "demo-machine", "secret");
        Answer none = program.post("/oauth2/token", form);

        assertThat(unknown.status()).isEqualTo(401);
        assertThat(unknown.text("error")).isEqualTo("invalid_client");
        assertThat(unknown.header("WWW-Authenticate"))
                .hasValueSatisfying(it -> assertThat(it).startsWith("Basic"));
        assertThat(wrong.body()).isEqualTo(unknown.body());
        assertThat(none.status()).isEqualTo(401);
        assertThat(none.text("error")).isEqualTo("invalid_client");
        assertThat(redis.opsForStream().size("hfy:audit:refused")).isEqualTo(3);
    }

    @Test
    void revokedTokenIsInactive() {
        String token = machineToken("labs:read").text("access_token");

        program.post("/oauth2/revoke", FormText.of("token", token), "demo-machine", "demo-machine-secret");

        assertThat(introspect(token).body()).isEqualTo("{\"active\":false}");
    }

    // Else a service whose client lacks the setting would refuse every key and find nothing wrong with it.
    @Test
    void onlyResourceServersMayAskAboutKeys() {
        String nobodys = ApiKeyToken.of("00000000", "0".repeat(ApiKeyToken.SECRET_LENGTH))
                .value();

        Answer nosy = program.post(
                "/oauth2/introspect", FormText.of("token", nobodys), "demo-machine", "demo-machine-secret");

        assertThat(nosy.status()).isEqualTo(403);
        assertThat(introspect(nobodys).flag("active")).isFalse();
    }

    @Test
    void clientsMayAskAboutTheirOwnTokens() {
        String own = machineToken("labs:read").text("access_token");

        Answer answer =
                program.post("/oauth2/introspect", FormText.of("token", own), "demo-machine", "demo-machine-secret");

        assertThat(answer.flag("active")).isTrue();
    }

    /**
     * Attack: any client that can authenticate asks what stolen tokens of others are worth, and learns from a refusal which
     * of them are alive (RFC 7662, section 2.2).
     */
    @Test
    void onlyResourceServersLearnOfOthersTokens() {
        String token = cliTokens("openid labs:read").text("access_token");

        Answer live =
                program.post("/oauth2/introspect", FormText.of("token", token), "demo-machine", "demo-machine-secret");
        Answer unknown =
                program.post("/oauth2/introspect", FormText.of("token", "x"), "demo-machine", "demo-machine-secret");

        assertThat(live.status()).isEqualTo(200);
        assertThat(live.body()).isEqualTo("{\"active\":false}").isEqualTo(unknown.body());
        assertThat(introspect(token).flag("active")).isTrue();
    }

    /** Attack: an ID token, which every client holds, is passed off as an access token. */
    @Test
    void idTokenIsNoAccessToken() {
        String idToken = cliTokens("openid labs:read").text("id_token");

        assertThat(introspect(idToken).flag("active")).isFalse();
        assertThat(program.get("/userinfo", idToken).status()).isEqualTo(401);
        assertThat(program.get("/v1/api-keys", idToken).status()).isEqualTo(401);
    }
}
