package com.hubify.identity.server.apikey;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.hubify.testing.TestClock;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ApiKeyTests {

    private static final Instant NOW = TestClock.START;

    @Test
    void isUsableUntilTheMomentItExpires() {
        ApiKey key = TestApiKeys.usable().expiresAt(NOW.plusSeconds(60)).key();

        assertThat(key.usableAt(NOW.plusSeconds(59))).isTrue();
        assertThat(key.usableAt(NOW.plusSeconds(60))).isFalse();
    }

    @Test
    void isNeverUsableAgainOnceRevoked() {
        ApiKey key = TestApiKeys.usable().key().revoke(NOW);

        assertThat(key.usableAt(NOW.minusSeconds(60))).isFalse();
        assertThat(key.revoke(NOW.plusSeconds(9)).revokedAt()).isEqualTo(NOW);
    }

    @Test
    void printsNeitherSecretNorDigest() {
        ApiKey key = TestApiKeys.usable().key();

        assertThat(key.toString())
                .doesNotContain(TestApiKeys.SECRET)
                .doesNotContain(key.secret().value());
        assertThat(ApiKeySecret.of(TestApiKeys.usable().token())).hasToString("…");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "abcd123", "abcd12345", "abcd-234", "abcd123\n", "äbcd1234"})
    void hasAnIdOfOneFormOnly(String text) {
        assertThat(ApiKeyId.parse(text)).isEmpty();
        assertThatThrownBy(() -> new ApiKeyId(text)).isInstanceOf(IllegalArgumentException.class);
    }
}
