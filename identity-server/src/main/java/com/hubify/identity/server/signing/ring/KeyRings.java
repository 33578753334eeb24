package com.hubify.identity.server.signing.ring;

import java.time.Duration;
import java.util.Optional;

/** Stores the ring for all nodes, with compare-and-set. */
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
     * Takes a lease, so that nodes do not do the same work concurrently. It does not protect the ring: it may expire
     * during a long pause of its holder, and {@link #replace} does not require it.
     *
     * @return empty while another has it
     */
    Optional<Lease> lease(Duration life);

    /** Gives the lease back, if it is still held. */
    void release(Lease lease);

    /** @param revision number of changes so far */
    record Written(KeyRing ring, long revision) {}

    /** @param holder identifies this lease */
    record Lease(String holder) {}
}
