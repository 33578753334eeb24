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
 * Writes revocations again that Redis has lost: after a restore from an older state, a fail-over to a replica that lagged
 * behind, or a flush. Revocations are final, so what this node knows still applies; nodes and services that connect later
 * would miss it until it is in the log again.
 *
 * <p>A node knows what it has read of the log, as far back as its history reaches, and what it has acknowledged itself and
 * not read yet. All nodes do this without coordination: each revocation is written once.
 */
final class LostRevocations {

    private static final Logger LOG = LoggerFactory.getLogger(LostRevocations.class);

    /** Far more than are acknowledged between two readings of the log. Beyond that the oldest are dropped. */
    private static final int MOST_UNREAD = 10_000;

    /**
     * An acknowledged revocation that was not read from the log yet.
     *
     * @param publication publishes it again in the same way, since another entry may have replaced it
     * @param named what the log contains if it was written: the revocation's own ancestor, or one that replaces it
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
     * Keeps a revocation until the log is read.
     *
     * @param publication publishes it again
     * @param named ancestors that the log may contain for it
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
     * Writes known revocations again that are missing in the log. Those of unknown kinds are left to other nodes.
     *
     * @return whether any was missing
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

    /**
     * Publishes revocations again that this node acknowledged before the last complete reading of the log, and that are not
     * in it.
     */
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
