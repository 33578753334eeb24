package com.hubify.identity.server.signing.rotation;

import com.hubify.identity.server.signing.SigningUnavailable;
import com.hubify.identity.server.signing.SigningUnavailable.Reason;
import com.hubify.identity.server.signing.ring.KeyRing;
import com.hubify.identity.server.signing.ring.KeyRings;
import com.hubify.identity.server.signing.ring.KeyRings.Lease;
import com.hubify.identity.server.signing.ring.KeyRings.Written;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import org.springframework.context.ApplicationEventPublisher;

/**
 * Changes the ring, usually by one node at a time. The lease only avoids duplicate work; compare-and-set and merging
 * keep the ring correct without it.
 */
final class LeasedKeyRing {

    /** Longer than a step takes. A node that crashes delays the other nodes' ordinary steps by this time. */
    private static final Duration LEASE = Duration.ofSeconds(30);

    private static final int TRIES = 100;
    private static final Duration BETWEEN_TRIES = Duration.ofMillis(50);

    private final KeyRings rings;
    private final RotatingSigningKeys keys;
    private final ApplicationEventPublisher events;
    private final Clock clock;

    LeasedKeyRing(KeyRings rings, RotatingSigningKeys keys, ApplicationEventPublisher events, Clock clock) {
        this.rings = rings;
        this.keys = keys;
        this.events = events;
        this.clock = clock;
    }

    /** @return false if nothing was done, since another node has the lease */
    boolean ifFree(Consumer<KeyRingChange> work) {
        Optional<Lease> lease = rings.lease(LEASE);
        lease.ifPresent(held -> with(held, change -> {
            work.accept(change);
            return true;
        }));
        return lease.isPresent();
    }

    /** @throws SigningUnavailable if another node has the lease for several seconds */
    <T> T onceFree(Function<KeyRingChange, T> work) {
        for (int i = 0; i < TRIES && !Thread.currentThread().isInterrupted(); i++) {
            Optional<Lease> lease = rings.lease(LEASE);
            if (lease.isPresent()) {
                return with(lease.get(), work);
            }
            LockSupport.parkNanos(BETWEEN_TRIES.toNanos());
        }
        throw new SigningUnavailable(Reason.FAILED, "another node is changing the key ring");
    }

    /**
     * Changes the ring without the lease, since its holder may be waiting for the key store.
     *
     * @param change adds or marks versions and removes none
     * @return the ring as written
     */
    KeyRing atOnce(UnaryOperator<KeyRing> change) {
        for (int i = 0; i < TRIES; i++) {
            Written written = KeyRingChange.read(rings);
            KeyRing changed = change.apply(keys.withWhatIsRemembered(written.ring()));
            if (changed.equals(written.ring()) || rings.replace(written.revision(), changed)) {
                keys.follow(changed);
                return changed;
            }
        }
        throw new SigningUnavailable(Reason.FAILED, "the key ring was changed by other nodes at each of 100 attempts");
    }

    private <T> T with(Lease lease, Function<KeyRingChange, T> work) {
        try {
            return work.apply(new KeyRingChange(rings, keys, events, clock));
        } finally {
            rings.release(lease);
        }
    }
}
