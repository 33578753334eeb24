package com.hubify.identity.server.signing.ring;

import com.hubify.identity.server.signing.SigningUnavailable;
import com.hubify.identity.server.signing.SigningUnavailable.Reason;
import com.hubify.identity.server.signing.ring.KeyRings.Lease;
import com.hubify.identity.server.signing.ring.KeyRings.Written;
import java.util.Optional;
import java.util.function.BinaryOperator;
import java.util.function.UnaryOperator;

/** The ring in the hands of the one node that may change it: what is written, and what it is to become. */
public final class KeyRingChange {

    private final KeyRings rings;
    private final Lease lease;
    private final BinaryOperator<KeyRing> join;
    private KeyRing written;
    private long revision;
    private KeyRing ring;

    /** @param join what the first knows together with what the second does */
    public KeyRingChange(KeyRings rings, Lease lease, BinaryOperator<KeyRing> join) {
        this.join = join;
        this.rings = rings;
        this.lease = lease;
        Optional<Written> read = rings.read();
        this.written = read.map(Written::ring).orElse(KeyRing.EMPTY);
        this.revision = read.map(Written::revision).orElse(0L);
        this.ring = written;
    }

    public KeyRing ring() {
        return ring;
    }

    public KeyRing written() {
        return written;
    }

    public void apply(UnaryOperator<KeyRing> change) {
        ring = change.apply(ring);
    }

    /**
     * Writes what was changed since the last time, together with what couldn't wait for the lease and was written meanwhile.
     *
     * @return whether anything was
     * @throws SigningUnavailable if the right to change it has passed to another node, which has used it
     */
    public boolean write() {
        if (ring.equals(written)) {
            return false;
        }
        while (!rings.replace(revision, ring, lease)) {
            Written latest = rings.read().orElse(new Written(KeyRing.EMPTY, 0));
            if (latest.revision() == revision) {
                throw new SigningUnavailable(Reason.FAILED, "another node has changed the signing keys meanwhile");
            }
            revision = latest.revision();
            ring = join.apply(ring, latest.ring());
        }
        revision++;
        written = ring;
        return true;
    }
}
