package com.hubify.identity.server.grant;

import static org.assertj.core.api.Assertions.assertThat;

import java.security.SecureRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RefreshTokenFamilyTests {

    private final SecureRandom random = new SecureRandom();

    @Test
    void nextTokenIsOneOfTheSameFamily() {
        String first = RefreshTokenFamily.next(null, random);
        String second = RefreshTokenFamily.next(first, random);

        assertThat(RefreshTokenFamily.isOne(first)).isTrue();
        assertThat(RefreshTokenFamily.isOne(second)).isTrue();
        assertThat(second).isNotEqualTo(first);
        assertThat(RefreshTokenFamily.digest(second)).isEqualTo(RefreshTokenFamily.digest(first));
    }

    /** Fault: a token file ends in a line break, and who reads it whole is taken for a thief with a spent token. */
    @ParameterizedTest
    @ValueSource(strings = {" ", "\n", "\r\n", "=", "A", ".", ".A"})
    void tokenWithSomethingBehindItWasNeverMade(String more) {
        assertThat(RefreshTokenFamily.isOne(RefreshTokenFamily.next(null, random) + more))
                .isFalse();
    }

    @Test
    void tokenThatIsCutShortWasNeverMade() {
        String token = RefreshTokenFamily.next(null, random);

        for (int end = token.indexOf('.') + 1; end < token.length(); end++) {
            assertThat(RefreshTokenFamily.isOne(token.substring(0, end))).isFalse();
        }
    }
}
