package com.hubify.identity.server.signing.ring;

import static org.assertj.core.api.Assertions.assertThat;

import com.hubify.identity.server.signing.local.InMemoryKeyCustody;
import com.hubify.identity.server.signing.ring.KeyRings.Lease;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

/** What every {@link KeyRings} promises, with two nodes that share one. */
interface KeyRingsContract {

    Duration LIFE = Duration.ofSeconds(30);
    Instant NOW = Instant.parse("2026-11-25T12:00:00.123456789Z");

    KeyRings here();

    KeyRings there();

    /** Makes every lease run out. */
    void runOut();

    @Test
    default void readsWhatWasWrittenElsewhere() {
        assertThat(here().read()).isEmpty();
        KeyRing ring = ring();

        assertThat(here().replace(0, ring)).isTrue();

        assertThat(there().read()).hasValue(new KeyRings.Written(ring, 1));
    }

    @Test
    default void oneHasTheLeaseUntilItIsReleased() {
        Lease lease = lease(here());

        assertThat(there().lease(LIFE)).isEmpty();
        assertThat(here().lease(LIFE)).isEmpty();
        here().release(lease);

        assertThat(there().lease(LIFE)).isPresent();
    }

    @Test
    default void leaseOfADeadNodeRunsOut() {
        Lease dead = lease(here());

        runOut();

        assertThat(lease(there())).isNotEqualTo(dead);
    }

    /** A node that slept through the end of its lease must not take another's away. */
    @Test
    default void releaseOfAnOldLeaseLeavesTheNewOne() {
        Lease old = lease(here());
        runOut();
        lease(there());

        here().release(old);

        assertThat(here().lease(LIFE)).isEmpty();
    }

    @Test
    default void refusesChangeOfWhatHasChangedMeanwhile() {
        here().replace(0, KeyRing.EMPTY);

        assertThat(here().replace(0, ring())).isFalse();
        assertThat(here().read()).hasValue(new KeyRings.Written(KeyRing.EMPTY, 1));
    }

    @Test
    default void oneOfManyGetsTheLease() throws Exception {
        var threads = Executors.newFixedThreadPool(8);
        List<Callable<Optional<Lease>>> tries = new ArrayList<>();
        for (int i = 0; i < 8; i++) {
            KeyRings rings = i % 2 == 0 ? here() : there();
            tries.add(() -> rings.lease(LIFE));
        }

        int had = 0;
        for (Future<Optional<Lease>> lease : threads.invokeAll(tries)) {
            had += lease.get().isPresent() ? 1 : 0;
        }
        threads.shutdown();

        assertThat(had).isEqualTo(1);
    }

    /** An emergency: the node that has the lease may wait for a Vault that hangs. */
    @Test
    default void isWrittenThoughAnotherHasTheLease() {
        lease(there());
        assertThat(there().replace(0, KeyRing.EMPTY)).isTrue();

        KeyRing ring = ring();
        assertThat(here().replace(1, ring)).isTrue();

        assertThat(there().read()).hasValue(new KeyRings.Written(ring, 2));
        assertThat(there().replace(1, KeyRing.EMPTY)).isFalse();
        assertThat(there().replace(2, KeyRing.EMPTY)).isTrue();
    }

    private static Lease lease(KeyRings rings) {
        return rings.lease(LIFE).orElseThrow();
    }

    private static KeyRing ring() {
        KeyRing ring = InMemoryKeyCustody.ring(NOW, NOW.plusSeconds(1));
        return ring.compromised(ring.versions().get(0).kid(), NOW);
    }
}
