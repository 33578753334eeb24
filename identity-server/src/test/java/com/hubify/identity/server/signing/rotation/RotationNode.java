package com.hubify.identity.server.signing.rotation;

import com.github.benmanes.caffeine.cache.Ticker;
import com.hubify.identity.server.revocation.Revocations;
import com.hubify.identity.server.signing.KeyCustody;
import com.hubify.identity.server.signing.KeyProvider;
import com.hubify.identity.server.signing.ring.KeyRings;
import com.hubify.identity.server.signing.ring.RotationPolicy;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;

/** A node of the server, as far as it looks after keys. */
final class RotationNode {

    static final RotationPolicy POLICY =
            new RotationPolicy(Duration.ofDays(30), Duration.ofHours(24), Duration.ofHours(25));

    final RotatingSigningKeys keys;
    final KeyRotation rotation;
    final List<Object> events = new ArrayList<>();

    RotationNode(KeyCustody custody, KeyRings rings, Revocations revocations, Clock clock) {
        this(custody, rings, revocations, clock, POLICY);
    }

    RotationNode(KeyCustody custody, KeyRings rings, Revocations revocations, Clock clock, RotationPolicy policy) {
        this(custody, rings, revocations, clock, policy, hastening());
    }

    /** A node whose waits take the time that they take. */
    RotationNode(
            KeyCustody custody,
            KeyRings rings,
            Revocations revocations,
            Clock clock,
            RotationPolicy policy,
            Ticker ticker) {
        this.keys = new RotatingSigningKeys(
                custody, rings, policy, clock, ticker, KeyProvider.LOCAL, new SimpleMeterRegistry());
        this.rotation = new KeyRotation(custody, rings, keys, policy, revocations, events::add, clock);
    }

    /** What happens every second or so. */
    void tick() {
        keys.look();
        rotation.turn();
    }

    // Whenever it is asked, more time has gone by than a new key waits for.
    private static Ticker hastening() {
        AtomicLong nanos = new AtomicLong();
        return () -> nanos.addAndGet(CoalescedRefresh.MAX_AGE.multipliedBy(2).toNanos());
    }
}
