package com.hubify.identity.resource.revocation;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class RevocationBackoffTests {

    private final RevocationBackoff longest = new RevocationBackoff(() -> 1);

    @Test
    void doublesToTwoSeconds() {
        assertThat(IntStream.range(0, 7)
                        .mapToLong(i -> longest.next(Duration.ZERO).toMillis()))
                .containsExactly(100L, 200L, 400L, 800L, 1600L, 2000L, 2000L);
    }

    @Test
    void isAnywhereBelow() {
        assertThat(new RevocationBackoff(() -> 0).next(Duration.ZERO)).isZero();
        assertThat(new RevocationBackoff(() -> 0.5).next(Duration.ZERO)).isEqualTo(Duration.ofMillis(50));
    }

    @Test
    void beginsAgainOnceAConnectionHasLasted() {
        longest.next(Duration.ZERO);
        longest.next(Duration.ZERO);

        longest.reset();

        assertThat(longest.next(Duration.ZERO)).isEqualTo(Duration.ofMillis(100));
    }

    @Test
    void isNoShorterThanTheIssuerAsks() {
        assertThat(longest.next(Duration.ofSeconds(7))).isEqualTo(Duration.ofMillis(7100));
    }
}
