package com.hubify.identity.server.signing.ring;

import java.time.Duration;
import java.util.Optional;

/**
 * Where the ring is written down, for all nodes. One of them changes it at a time: who wants to takes the lease first. A lease
 * may run out under whoever holds it, in a long pause of its process; so each has a number, and a change by an older one is
 * refused once a newer one has changed anything.
 */
public interface KeyRings {

    /** The ring as it is now; empty if nobody has written one yet. */
    Optional<Written> read();

    /** The right to change the ring; empty while another has it. */
    Optional<Lease> lease(Duration life);

    /** Gives the lease back, if it is still held. */
    void release(Lease lease);

    /**
     * Writes a ring in place of the one that was read, in one step.
     *
     * @param revision of the ring that was read, 0 if there was none
     * @return false if another was written since, or another node holds a newer lease and has used it
     */
    boolean replace(long revision, KeyRing ring, Lease lease);

    /**
     * The same without the lease, for what can't wait for whoever has it and takes nothing away from the ring.
     *
     * @return false if another was written since
     */
    boolean replace(long revision, KeyRing ring);

    /** @param revision counts the changes */
    record Written(KeyRing ring, long revision) {}

    /**
     * @param holder tells this lease from any other
     * @param fence grows with each lease
     */
    record Lease(String holder, long fence) {}
}
