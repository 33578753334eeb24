package com.hubify.identity.server.signing.ring;

import java.time.Duration;
import java.util.Optional;

/** Other rings, for a test that changes what some of it does. */
public abstract class ForwardingKeyRings implements KeyRings {

    private final KeyRings rings;

    public ForwardingKeyRings(KeyRings rings) {
        this.rings = rings;
    }

    @Override
    public Optional<Written> read() {
        return rings.read();
    }

    @Override
    public Optional<Lease> lease(Duration life) {
        return rings.lease(life);
    }

    @Override
    public void release(Lease lease) {
        rings.release(lease);
    }

    @Override
    public boolean replace(long revision, KeyRing ring) {
        return rings.replace(revision, ring);
    }
}
