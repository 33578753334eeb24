package com.hubify.identity.server.revocation.feed;

import com.hubify.identity.protocol.Lineage;
import java.time.Clock;
import java.time.Instant;

/**
 * What lets a service follow the feed, and for how long: its access token.
 *
 * @param lineage what the token descends from
 * @param expiresAt when it is no longer good
 */
record FeedPass(Lineage lineage, Instant expiresAt, Clock clock) {

    boolean isExpired() {
        return !clock.instant().isBefore(expiresAt);
    }
}
