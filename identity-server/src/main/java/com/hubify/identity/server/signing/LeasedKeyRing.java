package com.hubify.identity.server.signing;

import com.hubify.identity.server.signing.KeyRings.Lease;
import com.hubify.identity.server.signing.SigningUnavailable.Reason;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import java.util.function.Function;

/** Puts the ring into the hands of one node at a time. */
final class LeasedKeyRing {

    /** Longer than a step takes; for so long a node that died keeps others from going on. */
    private static final Duration LEASE = Duration.ofSeconds(30);

    private static final int TRIES = 100;
    private static final Duration BETWEEN_TRIES = Duration.ofMillis(50);

    private final KeyRings rings;
    private final RotatingSigningKeys keys;

    LeasedKeyRing(KeyRings rings, RotatingSigningKeys keys) {
        this.rings = rings;
        this.keys = keys;
    }

    /** Does nothing while another node has it: that one does the same. */
    void ifFree(Consumer<KeyRingChange> work) {
        rings.lease(LEASE)
                .ifPresent(lease -> with(lease, change -> {
                    work.accept(change);
                    return true;
                }));
    }

    /** @throws SigningUnavailable if another node has it for several seconds */
    <T> T onceFree(Function<KeyRingChange, T> work) {
        return with(awaitLease(), work);
    }

    private <T> T with(Lease lease, Function<KeyRingChange, T> work) {
        try {
            return work.apply(change(lease));
        } finally {
            rings.release(lease);
        }
    }

    // If Redis has lost the ring, what this node remembers of it is better than what can be found out from the keys
    // alone.
    private KeyRingChange change(Lease lease) {
        KeyRingChange change = new KeyRingChange(rings, lease);
        if (change.ring().versions().isEmpty()) {
            keys.followed().ifPresent(ring -> change.apply(none -> ring));
        }
        return change;
    }

    private Lease awaitLease() {
        for (int i = 0; i < TRIES && !Thread.currentThread().isInterrupted(); i++) {
            Optional<Lease> lease = rings.lease(LEASE);
            if (lease.isPresent()) {
                return lease.get();
            }
            LockSupport.parkNanos(BETWEEN_TRIES.toNanos());
        }
        throw new SigningUnavailable(Reason.FAILED, "another node is changing the signing keys");
    }
}
