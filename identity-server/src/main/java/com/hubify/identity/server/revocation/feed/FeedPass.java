package com.hubify.identity.server.revocation.feed;

import com.hubify.identity.protocol.Lineage;
import com.hubify.identity.server.revocation.Revocations;
import java.time.Clock;
import java.time.Instant;

/**
 * The access token of a connected service.
 *
 * @param lineage what the token descends from
 * @param expiresAt when it expires
 * @param revocations tells whether it was revoked
 */
record FeedPass(Lineage lineage, Instant expiresAt, Clock clock, Revocations revocations) {

    /** From what this node has read of the log, or else from Redis. */
    boolean isRevoked() {
        return revocations.isRevokedSince(lineage, lineage.issuedAt());
    }

    boolean isExpired() {
        return !clock.instant().isBefore(expiresAt);
    }
}
