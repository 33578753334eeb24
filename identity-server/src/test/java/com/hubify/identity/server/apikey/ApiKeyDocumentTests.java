package com.hubify.identity.server.apikey;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.hubify.identity.server.redis.RedisJson;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ApiKeyDocumentTests {

    private static final ApiKey LIMITED =
            TestApiKeys.usable().allowedIps("10.0.0.0/8", "2001:db8::/32").key();

    @Test
    void keepsTheNetworks() {
        String json = RedisJson.write(ApiKeyDocument.of(LIMITED));

        assertThat(RedisJson.read(json, ApiKeyDocument.class).toKey(null)).isEqualTo(LIMITED);
    }

    @Test
    void keepsTheOrganizationAndSaysNothingOfNone() {
        ApiKey acting = TestApiKeys.usable().organization("org_1").key();
        String json = RedisJson.write(ApiKeyDocument.of(acting));

        assertThat(json).contains("\"organization\":\"org_1\"");
        assertThat(RedisJson.read(json, ApiKeyDocument.class).toKey(null)).isEqualTo(acting);
        assertThat(RedisJson.write(ApiKeyDocument.of(LIMITED))).doesNotContain("organization");
    }

    /**
     * Attack, or a node of the version before: it takes the key for a member's and revokes it, as there is no such member; or answers
     * services that it is that person's. Without an owner, which it always reads, it takes the key for unknown.
     */
    @Test
    void isUnreadableToVersionsThatDoNotKnowKeysOfOrganizations() {
        ApiKey key =
                TestApiKeys.usable().ofOrganization("org_1", TestApiKeys.OWNER).key();
        String json = RedisJson.write(ApiKeyDocument.of(key));

        assertThat(RedisJson.tree(json).has("owner")).isFalse();
        assertThat(RedisJson.read(json, ApiKeyDocument.class).toKey(null)).isEqualTo(key);
    }

    /** Attack, or damage: a key of nobody. */
    @ParameterizedTest
    @ValueSource(strings = {"organization", "creator"})
    void isUnreadableWithoutAnOwnerOfAnyKind(String member) {
        String json = RedisJson.write(ApiKeyDocument.of(TestApiKeys.usable()
                        .ofOrganization("org_1", TestApiKeys.OWNER)
                        .key()))
                .replaceAll("\"" + member + "\":\".*?\",", "");

        ApiKeyDocument document = RedisJson.read(json, ApiKeyDocument.class);
        assertThatThrownBy(() -> document.toKey(null)).isInstanceOf(RuntimeException.class);
    }

    /** A key that is valid from anywhere is written as by the versions before, which go on reading it. */
    @Test
    void saysNothingOfNetworksWhereThereAreNone() {
        assertThat(RedisJson.write(ApiKeyDocument.of(TestApiKeys.usable().key())))
                .contains("\"scopes\":\"labs:read experiments:*\"")
                .doesNotContain("restricted");
    }

    /**
     * Attack: rename a limited key at a node of the version before. It drops what it doesn't know, and would write back a key that is
     * valid from anywhere. Without {@code scopes}, which it always reads, it takes the key for unknown.
     */
    @Test
    void isUnreadableToVersionsThatDoNotKnowNetworks() {
        assertThat(RedisJson.tree(RedisJson.write(ApiKeyDocument.of(LIMITED))).has("scopes"))
                .isFalse();
    }

    /** Attack, or damage: a restricted key without a network that can be read. It must not be valid from anywhere. */
    @ParameterizedTest
    @ValueSource(strings = {"[]", "null", "[\"\"]", "[\"10.0.0.0/33\"]", "[\"office.example\"]", "[\"10.0.0.1/8\"]"})
    void isUnreadableWhereTheNetworksAre(String networks) {
        String json = RedisJson.write(ApiKeyDocument.of(LIMITED))
                .replaceAll("\"allowedIps\":\\[.*?]", "\"allowedIps\":" + networks);

        assertThat(json).contains("\"allowedIps\":" + networks);
        ApiKeyDocument document = RedisJson.read(json, ApiKeyDocument.class);
        assertThatThrownBy(() -> document.toKey(null)).isInstanceOf(RuntimeException.class);
    }
}
