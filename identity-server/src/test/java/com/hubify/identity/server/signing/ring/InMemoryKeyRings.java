package com.hubify.identity.server.signing.ring;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Rings for nodes of one process. */
public final class InMemoryKeyRings implements KeyRings {

    private final Clock clock;
    private @Nullable Written written;
    private @Nullable String holder;
    private Instant heldUntil = Instant.MIN;
    private long leases;
    private @Nullable RuntimeException spoilt;

    public InMemoryKeyRings(Clock clock) {
        this.clock = clock;
    }

    /** As when Redis is emptied. */
    public synchronized void lose() {
        written = null;
        holder = null;
    }

    /** As when a replica takes over that had not heard the latest, or a backup is read in. */
    public synchronized void fallBackTo(Written earlier) {
        written = earlier;
        holder = null;
    }

    /** Reading fails from now on; null ends it. */
    public synchronized void spoil(@Nullable RuntimeException failure) {
        spoilt = failure;
    }

    @Override
    public synchronized Optional<Written> read() {
        if (spoilt != null) {
            throw spoilt;
        }
        return Optional.ofNullable(written);
    }

    @Override
    public synchronized Optional<Lease> lease(Duration life) {
        if (holder != null && clock.instant().isBefore(heldUntil)) {
            return Optional.empty();
        }
        leases++;
        holder = "holder-" + leases;
        heldUntil = clock.instant().plus(life);
        return Optional.of(new Lease(holder));
    }

    @Override
    public synchronized void release(Lease lease) {
        if (lease.holder().equals(holder)) {
            holder = null;
        }
    }

    @Override
    public synchronized boolean replace(long revision, KeyRing ring) {
        long current = written == null ? 0 : written.revision();
        if (current != revision) {
            return false;
        }
        written = new Written(ring, current + 1);
        return true;
    }
}
