package com.hubify.identity.server.revocation.feed;

import com.github.benmanes.caffeine.cache.Ticker;
import com.hubify.identity.protocol.Ancestor;
import com.hubify.identity.protocol.Lineage;
import com.hubify.identity.protocol.Revocation;
import com.hubify.identity.server.revocation.LoggedRevocation;
import com.hubify.identity.server.revocation.RevocationLog;
import com.hubify.identity.server.revocation.Revocations;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes again what the log has lost: Redis may come back from an older state, a replica may take over that had not been told
 * all, somebody may empty it. A revocation is terminal, so what this node knows still holds, and is missed by nodes and services
 * that connect later until it stands in the log again.
 *
 * <p>A node knows what it has read of the log, as far back as its history reaches, and what it has acknowledged itself and not
 * read yet. Every node does this, at once and without arrangement: what one has written the others find there.
 */
final class LostRevocations {

    private static final Logger LOG = LoggerFactory.getLogger(LostRevocations.class);

    /** Far more than is acknowledged between two readings of the log. With more of them the oldest are left to the log. */
    private static final int MOST_UNREAD = 10_000;

    /**
     * What was acknowledged.
     *
     * @param publication writes it again, counted as it was the first time: it may have become no entry because others, which
     *     the history has forgotten, stand for it
     * @param named what the log names if it has been written: the revocation's own ancestor, or one that stands for it
     * @param at when, on the node's monotonic clock
     */
    private record Acknowledged(Runnable publication, Lineage named, long at) {

        boolean isReadIn(RevocationSnapshot view) {
            return view.asOf() - at > 0;
        }
    }

    private final Revocations stored;
    private final RevocationHistory history;
    private final RevokedAncestors revoked;
    private final Ticker ticker;
    private final Deque<Acknowledged> unread = new ArrayDeque<>();

    LostRevocations(Revocations stored, RevocationHistory history, RevokedAncestors revoked, Ticker ticker) {
        this.stored = stored;
        this.history = history;
        this.revoked = revoked;
        this.ticker = ticker;
    }

    /**
     * Remembers a revocation until the log was read.
     *
     * @param publication writes it again
     * @param named what the log may name for it
     */
    void acknowledged(Runnable publication, Revocation revocation, Ancestor... named) {
        Lineage lineage = new Lineage(revocation.issuedBy(), List.of(named));
        synchronized (unread) {
            if (unread.size() == MOST_UNREAD) {
                unread.removeFirst();
            }
            unread.addLast(new Acknowledged(publication, lineage, ticker.read()));
        }
    }

    /**
     * Writes again what is known and not among the recent ones of the log. What this node has no word for is kept, and left to
     * nodes that have.
     *
     * @return whether any of it was not there
     */
    boolean restore(RevocationLog.Recent recent) {
        List<LoggedRevocation> lost = history.missingIn(recent).stream()
                .flatMap(event -> event.entry().stream())
                .toList();
        int restored = lost.isEmpty() ? 0 : stored.restore(lost);
        if (restored > 0) {
            LOG.warn(
                    "Redis has lost {} revocations; this server wrote them again. What else Redis lost with them, such as API keys, can't be restored",
                    restored);
        }
        return restored > 0;
    }

    /** Publishes again what was acknowledged here before the log was last read to its end, and was not read. */
    void publishUnread() {
        RevocationSnapshot view = history.current();
        if (view == null) {
            return;
        }
        List<Acknowledged> due;
        synchronized (unread) {
            due = unread.stream().takeWhile(it -> it.isReadIn(view)).toList();
        }
        due.stream()
                .filter(it -> !revoked.kills(view, it.named()))
                .forEach(it -> it.publication().run());
        synchronized (unread) {
            while (!unread.isEmpty() && unread.getFirst().isReadIn(view)) {
                unread.removeFirst();
            }
        }
    }

    void forgetUnread() {
        synchronized (unread) {
            unread.clear();
        }
    }
}
