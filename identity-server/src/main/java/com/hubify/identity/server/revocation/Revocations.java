package com.hubify.identity.server.revocation;

import com.hubify.identity.protocol.Lineage;
import com.hubify.identity.protocol.Revocation;

/** What was revoked. Every method is atomic; what {@link #publish} has acknowledged is durable and seen by every node. */
public interface Revocations {

    /** Revokes. Repeating it is harmless: the latest {@code issuedBy} of an ancestor counts. */
    void publish(Revocation revocation);

    /**
     * Whether the credential or anything it descends from was revoked after it was issued. A revocation is remembered for
     * longer than anything it concerns can live.
     */
    boolean isRevoked(Lineage lineage);
}
