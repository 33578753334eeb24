package com.hubify.identity.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;

class ApiKeyTokenTests {

    @ParameterizedTest
    @MethodSource
    void readsAndWritesTheOneSpelling(JsonNode example) {
        String key = example.get("key").asString();

        ApiKeyToken token = ApiKeyToken.parse(key).orElseThrow();

        assertThat(token.id()).isEqualTo(example.get("id").asString());
        assertThat(token.secret()).isEqualTo(example.get("secret").asString());
        assertThat(ApiKeyToken.of(token.id(), token.secret()).value()).isEqualTo(key);
    }

    static Stream<JsonNode> readsAndWritesTheOneSpelling() {
        return Golden.apiKeys().get("valid").valueStream();
    }

    @ParameterizedTest
    @MethodSource
    void refusesEverythingElse(String text) {
        assertThat(ApiKeyToken.parse(text)).isEmpty();
    }

    static Stream<String> refusesEverythingElse() {
        return Golden.apiKeys().get("invalid").valueStream().map(JsonNode::asString);
    }

    @Test
    void hidesTheSecret() {
        ApiKeyToken token = ApiKeyToken.of("abcd1234", "S".repeat(32));

        assertThat(token).hasToString("hfy_key_abcd1234…");
    }

    @Test
    void roundTrips() {
        RandomExamples.sources().forEach(random -> {
            String secret = random.base62(ApiKeyToken.SECRET_LENGTH);
            String value =
                    ApiKeyToken.of(random.base62(ApiKeyToken.ID_LENGTH), secret).value();

            assertThat(value).hasSize(ApiKeyToken.LENGTH);
            assertThat(ApiKeyToken.parse(value)).map(ApiKeyToken::secret).contains(secret);
        });
    }

    @Test
    void noticesAnyOneWrongCharacter() {
        RandomExamples.sources().forEach(random -> {
            String key = ApiKeyToken.of(random.base62(8), random.base62(32)).value();
            int place = random.below(key.length());
            String changed = key.substring(0, place) + random.base62(1) + key.substring(place + 1);

            assertThat(ApiKeyToken.parse(changed).isPresent()).isEqualTo(changed.equals(key));
        });
    }

    @Test
    void neverThrowsOnAnyText() {
        RandomExamples.sources().forEach(random -> {
            assertThat(ApiKeyToken.parse(random.hostile(80))).isEmpty();
            assertThat(ApiKeyToken.parse(ApiKeyToken.PREFIX + random.hostile(60)))
                    .isEmpty();
        });
    }
}
