package com.hubify.identity.server.signing.ring;

import java.time.Duration;
import java.util.Optional;

/** Where the ring is written down, for all nodes. It changes by compare-and-set. */
public interface KeyRings {

    /** The ring as it is now; empty if none was ever written. */
    Optional<Written> read();

    /**
     * Writes a ring in place of the one that was read, in one step.
     *
     * @param revision of the ring that was read, 0 if there was none
     * @return false if another was written since
     */
    boolean replace(long revision, KeyRing ring);

    /**
     * A lease, so that nodes don't do the same work at once. It protects nothing: it may run out in a long pause of its
     * holder, and {@link #replace} doesn't ask for it.
     *
     * @return empty while another has it
     */
    Optional<Lease> lease(Duration life);

    /** Gives the lease back, if it is still held. */
    void release(Lease lease);

    /** @param revision counts the changes */
    record Written(KeyRing ring, long revision) {}

    /** @param holder tells this lease from any other */
    record Lease(String holder) {}
}
