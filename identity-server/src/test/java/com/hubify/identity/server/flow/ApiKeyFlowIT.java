package com.hubify.identity.server.flow;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpRequest;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@FlowTest
class ApiKeyFlowIT extends AbstractFlow {

    @Test
    void createsShowsOnceListsAndRevokes() {
        String token = cliTokens(ALL_OF_CLI).text("access_token");

        Answer created = create(token, "\"labs:read\",\"experiments:*\"");
        Answer described = introspect(created.datum("key"));
        Answer listed = program.get("/v1/api-keys", token);
        String id = created.datum("id");
        Answer revoked = program.send(program.request("/v1/api-keys/" + id)
                .header("Authorization", "Bearer " + token)
                .DELETE());

        assertThat(created.status()).isEqualTo(201);
        assertThat(created.json().propertyNames()).containsExactly("data", "meta");
        assertThat(created.json().path("data").propertyNames())
                .startsWith("key", "id", "prefix", "name")
                .contains("scopes", "status", "created_at", "expires_at", "last_used_at");
        assertThat(created.header("Cache-Control")).hasValue("no-store");
        assertThat(described.text("key_id")).isEqualTo(id);
        assertThat(described.text("token_type")).isEqualTo("api_key");
        assertThat(described.text("scope")).isEqualTo("labs:read experiments:*");
        assertThat(listed.body()).contains(id).doesNotContain(created.datum("key"));
        assertThat(revoked.status()).isEqualTo(204);
        assertThat(introspect(created.datum("key")).body()).isEqualTo("{\"active\":false}");
    }

    /** Attack: use a limited key at a service that knows of no networks. */
    @Test
    void isActiveToWhoEnforcesItsNetworksAlone() {
        Answer created = program.post(
                "/v1/api-keys",
                "{\"name\":\"office\",\"scopes\":[\"labs:read\"],\"allowed_ips\":[\"10.0.0.0/8\"]}",
                cliTokens(ALL_OF_CLI).text("access_token"));
        String key = created.datum("key");

        Answer enforcing = program.post(
                "/oauth2/introspect",
                FormText.of("token", key, "understands", "allowed_ips"),
                "demo-resource",
                "demo-resource-secret");
        Answer here = program.send(program.request("/v1/api-keys/verify")
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString("{\"key\":\"" + key + "\"}")));

        assertThat(introspect(key).body()).isEqualTo("{\"active\":false}");
        assertThat(enforcing.json().path("allowed_ips").toString()).isEqualTo("[\"10.0.0.0/8\"]");
        assertThat(here.status()).isEqualTo(401);
    }

    @Test
    void holderOfALeakedKeyEndsIt() {
        String key = create(cliTokens(ALL_OF_CLI).text("access_token"), "\"labs:read\"")
                .datum("key");

        Answer revoked = program.send(program.request("/v1/api-keys/revoke")
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString("{\"key\":\"" + key + "\"}")));

        assertThat(revoked.status()).isEqualTo(204);
        assertThat(introspect(key).flag("active")).isFalse();
    }

    /** Attack, or haste: the key to end, another one, or nonsense is sent as the bearer, too, and a refusal would let it live. */
    @ParameterizedTest
    @ValueSource(strings = {"itself", "another", "nonsense"})
    void endsWhateverIsSentAsTheBearer(String bearer) {
        String token = cliTokens(ALL_OF_CLI).text("access_token");
        String key = create(token, "\"labs:read\"").datum("key");
        String another = create(token, "\"labs:read\"").datum("key");
        String sent = Map.of("itself", key, "another", another).getOrDefault(bearer, bearer);

        Answer revoked = program.post("/v1/api-keys/revoke", "{\"key\":\"" + key + "\"}", sent);

        assertThat(revoked.status()).isEqualTo(204);
        assertThat(introspect(key).flag("active")).isFalse();
        assertThat(introspect(another).flag("active")).isTrue();
    }

    /** Attack: a client is told that a key is revoked, and whoever stole it goes on using it. */
    @Test
    void isNotRevokedWhereClientsRevokeTokens() {
        String key = create(cliTokens(ALL_OF_CLI).text("access_token"), "\"labs:read\"")
                .datum("key");

        Answer refused = program.post("/oauth2/revoke", FormText.of("token", key, "client_id", "hubify-cli"));
        Answer mistyped = program.post("/oauth2/revoke", FormText.of("token", key + "x", "client_id", "hubify-cli"));

        assertThat(refused.status()).isEqualTo(400);
        assertThat(refused.text("error")).isEqualTo("unsupported_token_type");
        assertThat(refused.text("error_description")).contains("/v1/api-keys/revoke");
        assertThat(introspect(key).flag("active")).isTrue();
        assertThat(mistyped.status()).isEqualTo(200);
    }

    /** Attack: a leaked key is used to make itself a successor. */
    @Test
    void keyMintsNoKeys() {
        String key = create(cliTokens(ALL_OF_CLI).text("access_token"), "\"*\"").datum("key");

        assertThat(create(key, "\"labs:read\"").status()).isEqualTo(401);
    }

    /** Attack: a token that may do everything but manage keys. */
    @Test
    void wildcardDoesNotManageKeys() {
        String token = cliTokens("openid *").text("access_token");

        Answer refused = create(token, "\"labs:read\"");

        assertThat(refused.status()).isEqualTo(403);
        assertThat(refused.header("WWW-Authenticate"))
                .hasValueSatisfying(it -> assertThat(it).contains("insufficient_scope", "api-keys:write"));
    }

    /** Attack: a revoked grant's token is still within its ten minutes. */
    @Test
    void revokedTokenManagesNoKeys() {
        Answer tokens = cliTokens(ALL_OF_CLI);
        program.post("/oauth2/revoke", FormText.of("token", tokens.text("refresh_token"), "client_id", "hubify-cli"));

        assertThat(create(tokens.text("access_token"), "\"labs:read\"").status())
                .isEqualTo(401);
    }

    /** Attack: a query that is no text. */
    @Test
    void malformedQueryIsTheCallersFault() {
        String token = cliTokens(ALL_OF_CLI).text("access_token");

        Answer refused = program.get("/v1/api-keys?limit=%F0%9F", token);

        assertThat(refused.status()).isEqualTo(400);
        assertThat(refused.body()).contains("\"error\"");
    }

    private Answer create(String bearer, String scopes) {
        return program.post("/v1/api-keys", "{\"name\":\"my-integration\",\"scopes\":[" + scopes + "]}", bearer);
    }
}
