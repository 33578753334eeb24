package com.hubify.identity.server.signing;

import com.hubify.identity.server.revocation.Revocations;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

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
        this.keys = new RotatingSigningKeys(custody, rings, policy, clock, System::nanoTime);
        this.rotation = new KeyRotation(custody, rings, keys, policy, revocations, events::add, clock);
    }

    /** What happens every second or so. */
    void tick() {
        keys.look();
        rotation.turn();
    }
}
