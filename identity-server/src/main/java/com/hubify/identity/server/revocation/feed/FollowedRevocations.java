package com.hubify.identity.server.revocation.feed;

import com.github.benmanes.caffeine.cache.Ticker;
import com.hubify.identity.protocol.Ancestor;
import com.hubify.identity.protocol.Lineage;
import com.hubify.identity.protocol.Revocation;
import com.hubify.identity.server.revocation.LoggedRevocation;
import com.hubify.identity.server.revocation.Revocations;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * Revocations in Redis, with the log that this node follows as a cache: a credential that was issued, or checked, within the
 * reach of the log is looked up in memory.
 *
 * <p>Revocations of other nodes are seen here within {@link Revocation#MOST_BEHIND}, this node's at once. If the log has not
 * been read recently, Redis is queried; if that fails, an exception is thrown. A revocation that was read once applies,
 * whatever Redis says: it may have been restored from an older state.
 */
final class FollowedRevocations implements Revocations {

    /** Tolerance for clock skew between the issuer of a credential and the log. */
    private static final Duration MARGIN = Duration.ofMinutes(5);

    private final Revocations stored;
    private final RevocationHistory history;
    private final RevokedAncestors revoked;
    private final LostRevocations lost;
    private final Ticker ticker;
    private final AtomicLong lastPublished;

    FollowedRevocations(
            Revocations stored,
            RevocationHistory history,
            RevokedAncestors revoked,
            LostRevocations lost,
            Ticker ticker) {
        this.stored = stored;
        this.history = history;
        this.revoked = revoked;
        this.lost = lost;
        this.ticker = ticker;
        this.lastPublished = new AtomicLong(ticker.read());
    }

    @Override
    public void publish(Revocation revocation) {
        Runnable publication = () -> stored.publish(revocation);
        timing(publication);
        lost.acknowledged(publication, revocation, revocation.ancestor());
    }

    @Override
    public int restore(List<LoggedRevocation> entries) {
        return stored.restore(entries);
    }

    @Override
    public void publishToken(Revocation token, Instant until, Ancestor holder, @Nullable Ancestor all) {
        Runnable publication = () -> stored.publishToken(token, until, holder, all);
        timing(publication);
        if (all == null) {
            lost.acknowledged(publication, token, token.ancestor(), holder);
        } else {
            lost.acknowledged(publication, token, token.ancestor(), holder, all);
        }
    }

    @Override
    public void publishEnd(Revocation ended, Ancestor all) {
        Runnable publication = () -> stored.publishEnd(ended, all);
        timing(publication);
        lost.acknowledged(publication, ended, ended.ancestor(), all);
    }

    @Override
    public boolean isRevoked(List<Lineage> lines) {
        RevocationSnapshot view = history.current();
        return lines.stream().anyMatch(line -> isKnownToBeRevoked(view, line)) || stored.isRevoked(lines);
    }

    @Override
    public boolean isRevokedSince(Lineage lineage, Instant goodAt) {
        RevocationSnapshot view = history.current();
        boolean isSaid = view != null && isRecent(view) && reachesBackTo(view, goodAt);
        return isKnownToBeRevoked(view, lineage) || !isSaid && stored.isRevoked(lineage);
    }

    private boolean isKnownToBeRevoked(@Nullable RevocationSnapshot view, Lineage lineage) {
        return view != null && revoked.kills(view, lineage);
    }

    private void timing(Runnable publication) {
        try {
            publication.run();
        } finally {
            // Also after an error, which may hide a successful write.
            lastPublished.accumulateAndGet(ticker.read(), (one, other) -> other - one > 0 ? other : one);
        }
    }

    private boolean isRecent(RevocationSnapshot view) {
        // A reading that began earlier may lack what this node has just acknowledged.
        return view.asOf() - lastPublished.get() > 0 && ticker.read() - view.asOf() < Revocation.MOST_BEHIND.toNanos();
    }

    private static boolean reachesBackTo(RevocationSnapshot view, Instant goodAt) {
        return goodAt.minus(MARGIN).toEpochMilli() > view.sinceMillis();
    }

    /** Number of ancestors in memory. */
    int remembered() {
        return revoked.size();
    }
}
