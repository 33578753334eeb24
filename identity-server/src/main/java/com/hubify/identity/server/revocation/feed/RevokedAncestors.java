package com.hubify.identity.server.revocation.feed;

import com.hubify.identity.protocol.Ancestor;
import com.hubify.identity.protocol.Lineage;
import com.hubify.identity.protocol.Revocation;
import com.hubify.identity.server.revocation.LogPosition;
import java.util.Map;
import java.util.NavigableMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * Index of a {@link RevocationHistory} by ancestor. It is updated when it is queried, so the history need not know it.
 * Thread-safe.
 */
final class RevokedAncestors {

    /** Ancestors that may be kept beyond twice the number in the history. */
    private static final int SLACK = 1_000;

    private final RevocationHistory history;
    private final ReentrantLock turn = new ReentrantLock();
    private volatile @Nullable Index index;

    /**
     * The index up to a position of the log.
     *
     * @param events map of the history; if that has another one, the index is outdated
     * @param pruned number of ancestors when old ones were last removed
     */
    private record Index(
            NavigableMap<LogPosition, RevocationEvent> events,
            LogPosition end,
            Map<Ancestor, Entry> ancestors,
            int pruned) {

        boolean covers(RevocationSnapshot view) {
            return events == view.events() && !view.end().isAfter(end);
        }

        /**
         * Only what is in the history counts; Redis decides about older revocations, or it would go unnoticed that Redis has
         * lost one.
         */
        boolean kills(Lineage lineage) {
            for (Ancestor ancestor : lineage.ancestors()) {
                Entry entry = ancestors.get(ancestor);
                if (entry != null
                        && entry.revocation().killsIssuedAt(lineage.issuedAt())
                        && events.containsKey(entry.position())) {
                    return true;
                }
            }
            return false;
        }
    }

    /**
     * @param position of the last revocation of the ancestor
     * @param revocation the one that covers most
     */
    private record Entry(LogPosition position, Revocation revocation) {

        Entry and(Entry later) {
            boolean further = later.revocation.issuedBy().isAfter(revocation.issuedBy());
            return new Entry(later.position, further ? later.revocation : revocation);
        }
    }

    RevokedAncestors(RevocationHistory history) {
        this.history = history;
    }

    /** Whether a revocation in this snapshot, which must be the current or a recent one, revokes the credential. */
    boolean kills(RevocationSnapshot view, Lineage lineage) {
        Index last = index;
        Index known = last != null && last.covers(view) ? last : update(view);
        return !known.ancestors().isEmpty() && known.kills(lineage);
    }

    int size() {
        Index known = index;
        return known == null ? 0 : known.ancestors().size();
    }

    private Index update(RevocationSnapshot asked) {
        turn.lock();
        try {
            RevocationSnapshot current = history.current();
            RevocationSnapshot view = current == null ? asked : current;
            Index known = index;
            if (known != null && known.covers(view)) {
                return known;
            }
            Index next = known != null && known.events() == view.events()
                    ? add(view.after(known.end()), view, known.ancestors(), known.pruned())
                    : add(view.all(), view, new ConcurrentHashMap<>(), 0);
            index = next;
            return next;
        } finally {
            turn.unlock();
        }
    }

    // The map is read concurrently. Entries that are seen early are valid as well.
    private static Index add(
            Iterable<RevocationEvent> events, RevocationSnapshot view, Map<Ancestor, Entry> ancestors, int pruned) {
        for (RevocationEvent event : events) {
            Revocation revocation = event.revocation();
            if (revocation != null) {
                ancestors.merge(revocation.ancestor(), new Entry(event.position(), revocation), Entry::and);
            }
        }
        if (ancestors.size() <= 2 * pruned + SLACK) {
            return new Index(view.events(), view.end(), ancestors, pruned);
        }
        ancestors.values().removeIf(entry -> entry.position().millis() < view.sinceMillis());
        return new Index(view.events(), view.end(), ancestors, ancestors.size());
    }
}
