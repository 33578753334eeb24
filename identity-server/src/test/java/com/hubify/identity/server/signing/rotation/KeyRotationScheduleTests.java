package com.hubify.identity.server.signing.rotation;

import static org.assertj.core.api.Assertions.assertThat;

import com.hubify.identity.server.revocation.InMemoryRevocations;
import com.hubify.identity.server.signing.SigningKey;
import com.hubify.identity.server.signing.SigningUnavailable.Reason;
import com.hubify.identity.server.signing.local.InMemoryKeyCustody;
import com.hubify.identity.server.signing.ring.InMemoryKeyRings;
import com.hubify.identity.server.signing.ring.KeyRing;
import com.hubify.identity.server.signing.ring.KeyRings;
import com.hubify.testing.TestClock;
import com.nimbusds.jose.JWSAlgorithm;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

@ExtendWith(OutputCaptureExtension.class)
class KeyRotationScheduleTests {

    private static final JWSAlgorithm ES256 = JWSAlgorithm.ES256;
    private static final Duration CHECK = Duration.ofSeconds(30);
    private static final Duration SOON = Duration.ofSeconds(2);

    private final TestClock clock = TestClock.standing();
    private final InMemoryKeyCustody custody = new InMemoryKeyCustody(clock, Set.of(ES256));
    private final InMemoryKeyRings rings = new InMemoryKeyRings(clock);
    private final RotationNode node = new RotationNode(custody, rings, new InMemoryRevocations(), clock);
    private final AtomicLong nanos = new AtomicLong();
    private final KeyRotationSchedule schedule = new KeyRotationSchedule(node.rotation, node.keys, CHECK, nanos::get);

    @Test
    void looksAfterTheKeysNowAndThen() {
        schedule.tick();
        SigningKey orphan = custody.addVersion(ES256).key();

        after(CHECK.minusMillis(1));
        assertThat(node.keys.published().getKeyByKeyId(orphan.kid())).isNull();

        after(Duration.ofMillis(1));
        assertThat(node.keys.published().getKeyByKeyId(orphan.kid())).isNotNull();
    }

    /** A node that died, or waits for Vault, has the lease: nothing was done, and it must not look as if it were. */
    @Test
    void turnThatAnotherNodeKeepsFromUsIsOwed() {
        custody.fail(Reason.SEALED);
        schedule.tick();
        assertThat(schedule.trouble()).hasValue(Reason.SEALED);
        custody.fail(null);
        KeyRings.Lease held = rings.lease(Duration.ofMinutes(1)).orElseThrow();

        after(SOON);
        assertThat(schedule.trouble()).hasValue(Reason.SEALED);

        rings.release(held);
        after(SOON);
        assertThat(schedule.trouble()).isEmpty();
        assertThat(node.keys.current(ES256)).isNotNull();
    }

    /** An emergency while Vault was away; it is back, and nobody can get a token until there is a new version. */
    @Test
    void successorOfACompromisedVersionIsMadeSoon() {
        schedule.tick();
        custody.fail(Reason.UNREACHABLE);
        node.rotation.compromise(node.keys.current(ES256).kid());
        custody.fail(null);

        after(SOON);

        assertThat(node.keys.current(ES256).kid()).endsWith("-v2");
    }

    @Test
    void whatRedisHasLostIsWrittenBackSoon() {
        schedule.tick();
        KeyRing ring = rings.read().orElseThrow().ring();
        rings.lose();

        after(SOON);

        assertThat(rings.read().orElseThrow().ring()).isEqualTo(ring);
    }

    /** A later version of the server writes what this one can't read, or somebody has meddled with it. */
    @Test
    void goesByWhatItKnowsWhileTheRingCannotBeRead(CapturedOutput output) {
        schedule.tick();
        SigningKey key = node.keys.current(ES256);
        rings.spoil(new IllegalArgumentException("no ring"));

        for (int i = 0; i < 20; i++) {
            after(SOON);
        }

        assertThat(node.keys.current(ES256)).isEqualTo(key);
        assertThat(node.keys.latest().getKeys()).hasSize(1);
        assertThat(schedule.trouble()).hasValue(Reason.FAILED);
        assertThat(output.toString().split("can't be read", -1)).hasSize(2);

        rings.spoil(null);
        after(SOON);
        assertThat(schedule.trouble()).isEmpty();
    }

    private void after(Duration time) {
        nanos.addAndGet(time.toNanos());
        schedule.tick();
    }
}
