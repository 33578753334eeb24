package com.hubify.identity.server.signing;

import com.hubify.identity.server.signing.KeyRings.Lease;
import com.hubify.identity.server.signing.KeyRings.Written;
import com.hubify.identity.server.signing.SigningUnavailable.Reason;
import java.util.Optional;
import java.util.function.UnaryOperator;

/** The ring in the hands of the one node that may change it: what is written, and what it is to become. */
final class KeyRingChange {

    private final KeyRings rings;
    private final Lease lease;
    private KeyRing written;
    private long revision;
    private KeyRing ring;

    KeyRingChange(KeyRings rings, Lease lease) {
        this.rings = rings;
        this.lease = lease;
        Optional<Written> read = rings.read();
        this.written = read.map(Written::ring).orElse(KeyRing.EMPTY);
        this.revision = read.map(Written::revision).orElse(0L);
        this.ring = written;
    }

    KeyRing ring() {
        return ring;
    }

    KeyRing written() {
        return written;
    }

    void apply(UnaryOperator<KeyRing> change) {
        ring = change.apply(ring);
    }

    /**
     * Writes what was changed since the last time.
     *
     * @return whether anything was
     * @throws SigningUnavailable if the right to change it has passed to another node, which has used it
     */
    boolean write() {
        if (ring.equals(written)) {
            return false;
        }
        if (!rings.replace(revision, ring, lease)) {
            throw new SigningUnavailable(Reason.FAILED, "another node has changed the signing keys meanwhile");
        }
        revision++;
        written = ring;
        return true;
    }
}
