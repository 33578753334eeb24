package com.hubify.identity.server.revocation.feed;

import com.hubify.identity.protocol.Lineage;
import com.hubify.identity.server.revocation.Revocations;
import java.time.Clock;
import java.time.Instant;

/**
 * What lets a service follow the feed, and for how long: its access token.
 *
 * @param lineage what the token descends from
 * @param expiresAt when it is no longer good
 * @param revocations say whether it has been revoked
 */
record FeedPass(Lineage lineage, Instant expiresAt, Clock clock, Revocations revocations) {

    /** By what this node has read of the log, or by Redis where that doesn't say. */
    boolean isRevoked() {
        return revocations.isRevokedSince(lineage, lineage.issuedAt());
    }

    boolean isExpired() {
        return !clock.instant().isBefore(expiresAt);
    }
}
