package com.hubify.identity.server.signing.rotation;

import com.hubify.identity.server.signing.SigningUnavailable;
import com.hubify.identity.server.signing.SigningUnavailable.Reason;
import com.hubify.identity.server.signing.ring.KeyRing;
import com.hubify.identity.server.signing.ring.KeyRingChange;
import com.hubify.identity.server.signing.ring.KeyRings;
import com.hubify.identity.server.signing.ring.KeyRings.Lease;
import com.hubify.identity.server.signing.ring.KeyRings.Written;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.UnaryOperator;

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

    /** @return false if nothing was done, since another node has it */
    boolean ifFree(Consumer<KeyRingChange> work) {
        Optional<Lease> lease = rings.lease(LEASE);
        lease.ifPresent(held -> with(held, change -> {
            work.accept(change);
            return true;
        }));
        return lease.isPresent();
    }

    /**
     * Changes it whoever has it, and is not kept waiting by a node that waits for the key store.
     *
     * @param change adds something or marks it, and takes nothing away
     * @return what is written now
     */
    KeyRing atOnce(UnaryOperator<KeyRing> change) {
        for (int i = 0; i < TRIES; i++) {
            Written written = rings.read().orElse(new Written(KeyRing.EMPTY, 0));
            KeyRing changed = change.apply(keys.withWhatIsRemembered(written.ring()));
            if (changed.equals(written.ring()) || rings.replace(written.revision(), changed)) {
                keys.follow(changed);
                return changed;
            }
        }
        throw new SigningUnavailable(Reason.FAILED, "the signing keys are changed too often to be changed");
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

    // Redis may have lost what this node remembers.
    private KeyRingChange change(Lease lease) {
        KeyRingChange change = new KeyRingChange(rings, lease, keys::join);
        change.apply(keys::withWhatIsRemembered);
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
