package com.hubify.identity.server.signing;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.springframework.boot.health.contributor.Status;

class SigningHealthTests {

    private final InMemorySigningKeys keys = new InMemorySigningKeys();
    private final TestClock clock = new TestClock();
    private final SigningHealth health = new SigningHealth(keys, SigningProperties.Provider.VAULT, clock);

    @Test
    void isDownWhenNothingCanBeSigned() {
        keys.goAway();

        var answer = health.health();

        assertThat(answer.getStatus()).isEqualTo(Status.DOWN);
        assertThat(answer.getDetails()).containsEntry("provider", "vault").containsEntry("reason", "unreachable");
    }

    // Attack: asking for health as fast as one can, to keep the key store busy.
    @Test
    void signsAtMostOnceInASecond() {
        health.health();
        keys.goAway();

        clock.wind(Duration.ofMillis(900));
        var soon = health.health();
        clock.wind(Duration.ofMillis(100));
        var later = health.health();

        assertThat(soon.getStatus()).isEqualTo(Status.UP);
        assertThat(later.getStatus()).isEqualTo(Status.DOWN);
    }
}
