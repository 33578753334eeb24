package com.hubify.identity.server.signing.rotation;

import static org.assertj.core.api.Assertions.assertThat;

import com.hubify.identity.server.revocation.InMemoryRevocations;
import com.hubify.identity.server.signing.KeyProvider;
import com.hubify.identity.server.signing.SigningUnavailable;
import com.hubify.identity.server.signing.local.InMemoryKeyCustody;
import com.hubify.identity.server.signing.ring.InMemoryKeyRings;
import com.hubify.testing.TestClock;
import java.time.Clock;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.springframework.boot.health.contributor.Status;

class SigningHealthTests {

    private final InMemorySigningKeys keys = new InMemorySigningKeys();
    private final TestClock clock = TestClock.standing();
    private final InMemoryKeyCustody custody = new InMemoryKeyCustody(Clock.systemUTC());
    private final RotationNode node = new RotationNode(
            custody, new InMemoryKeyRings(Clock.systemUTC()), new InMemoryRevocations(), Clock.systemUTC());
    private final KeyRotationSchedule schedule =
            new KeyRotationSchedule(node.rotation, node.keys, Duration.ofSeconds(30), System::nanoTime);
    private final SigningHealth health = new SigningHealth(keys, schedule, KeyProvider.VAULT, clock);

    @Test
    void isDownWhenNothingCanBeSigned() {
        keys.goAway();

        var answer = health.health();

        assertThat(answer.getStatus()).isEqualTo(Status.DOWN);
        assertThat(answer.getStatus().getDescription()).isEqualTo("unreachable");
        assertThat(answer.getDetails()).containsEntry("provider", "vault").containsEntry("reason", "unreachable");
    }

    /** Signing works for weeks without rotating; who looks at health has that long to mend it. */
    @Test
    void tellsThatKeysCannotBeRotated() {
        custody.fail(SigningUnavailable.Reason.FORBIDDEN);
        schedule.tick();

        var answer = health.health();

        assertThat(answer.getStatus()).isEqualTo(Status.UP);
        assertThat(answer.getStatus().getDescription()).isEqualTo("rotation: forbidden");
        assertThat(answer.getDetails()).containsEntry("rotation", "forbidden");
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
