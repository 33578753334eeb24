package com.hubify.identity.server.revocation.feed;

import com.hubify.identity.server.revocation.LogPosition;
import com.hubify.identity.server.revocation.LoggedRevocation;
import com.hubify.identity.server.revocation.RevocationLog;
import java.util.List;
import java.util.NavigableMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * The recent revocations, shared by all connections of this node. One thread writes; each connection only has a position, so
 * that a thousand of them need one copy.
 *
 * <p>There are never more than the limit: the oldest go first, and {@link RevocationSnapshot#sinceMillis} moves on with
 * them. A service that connects then introspects credentials older than that. Connected services miss nothing. So a flood of
 * revocations costs introspections, and never ends the feed.
 */
final class RevocationHistory {

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private final int limit;
    private final long heartbeat;

    private int newcomers;
    private long wakes;
    private long loadedAt;
    private long loadedSince;
    private long beatAt;
    private int held;
    private long shortenedTo;
    private volatile @Nullable RevocationSnapshot current;

    /**
     * @param limit maximum number of revocations
     * @param heartbeat how often idle connections are woken, in nanoseconds
     */
    RevocationHistory(int limit, long heartbeat) {
        this.limit = limit;
        this.heartbeat = heartbeat;
    }

    /**
     * Loads the recent revocations, and keeps those known before: what was revoked stays revoked, whatever the log has lost.
     * Connections continue if all additions are after their position, and start anew otherwise.
     *
     * @param asOf when the reading began
     */
    void load(RevocationLog.Recent recent, long asOf) {
        NavigableMap<LogPosition, RevocationEvent> loaded = new ConcurrentSkipListMap<>();
        recent.entries().forEach(entry -> loaded.put(entry.position(), RevocationEvent.of(entry)));
        List<RevocationEvent> missing = missingIn(recent);
        loadedAt = asOf;
        loadedSince = recent.sinceMillis();
        RevocationSnapshot known = current;
        if (known != null && known.isContinuedBy(loaded)) {
            loaded.tailMap(known.end(), false).forEach(known.events()::put);
            held = known.events().size();
            publish(known.events(), known.floor(), latest(known.events(), known.end()), asOf, known);
        } else {
            missing.forEach(event -> loaded.put(event.position(), event));
            held = loaded.size();
            shortenedTo = 0;
            publish(loaded, LogPosition.START, latest(loaded, recent.end()), asOf, known);
        }
    }

    /** Known revocations that are missing among the recent ones; of an ancestor the one that covers most. */
    List<RevocationEvent> missingIn(RevocationLog.Recent recent) {
        RevocationSnapshot known = current;
        if (known == null) {
            return List.of();
        }
        List<LoggedRevocation> entries = recent.entries();
        long from = entries.size() > limit ? entries.get(0).position().millis() + 1 : recent.sinceMillis();
        return MissingRevocations.among(
                known.events().tailMap(new LogPosition(from, 0), true).values(), entries);
    }

    /**
     * Adds entries that were read after the known ones.
     *
     * @param asOf when the reading began, if that reached the end of the log; else null
     * @return false if there is a gap before an entry, which then is not added
     */
    boolean append(List<LoggedRevocation> entries, @Nullable Long asOf) {
        RevocationSnapshot known = current;
        if (known == null) {
            return false;
        }
        for (LoggedRevocation entry : entries) {
            if (entry.position().isAfter(known.end())) {
                if (known.events().put(entry.position(), RevocationEvent.of(entry)) == null) {
                    held++;
                }
            } else if (!known.events().containsKey(entry.position())) {
                return false;
            }
        }
        LogPosition end = latest(known.events(), known.end());
        publish(known.events(), known.floor(), end, asOf == null ? known.asOf() : asOf, known);
        return true;
    }

    /** The current state; null before the first reading of the log. */
    @Nullable
    RevocationSnapshot current() {
        return current;
    }

    /** Waits for a reading that began after that moment; null if there is none in time. */
    @Nullable
    RevocationSnapshot awaitReadAfter(long moment, long nanos) throws InterruptedException {
        lock.lock();
        newcomers++;
        try {
            return await(view -> view.asOf() - moment >= 0, nanos);
        } finally {
            newcomers--;
            lock.unlock();
        }
    }

    /** Waits for a change, a heartbeat, a wake-up or the end of the time. */
    RevocationSnapshot awaitChange(RevocationSnapshot seen, long nanos) throws InterruptedException {
        lock.lock();
        try {
            long before = wakes;
            RevocationSnapshot view = await(
                    it -> it.events() != seen.events()
                            || !it.end().equals(seen.end())
                            || it.beats() != seen.beats()
                            || wakes != before,
                    nanos);
            return view == null ? seen : view;
        } finally {
            lock.unlock();
        }
    }

    /** Wakes every connection to check whether it should end. */
    void wake() {
        lock.lock();
        try {
            wakes++;
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    private @Nullable RevocationSnapshot await(Predicate<RevocationSnapshot> enough, long nanos)
            throws InterruptedException {
        long left = nanos;
        RevocationSnapshot view = current;
        while (view == null || !enough.test(view)) {
            if (left <= 0) {
                return null;
            }
            left = changed.awaitNanos(left);
            view = current;
        }
        return view;
    }

    private void publish(
            NavigableMap<LogPosition, RevocationEvent> events,
            LogPosition floor,
            LogPosition end,
            long asOf,
            @Nullable RevocationSnapshot known) {
        long reach = loadedSince + TimeUnit.NANOSECONDS.toMillis(asOf - loadedAt);
        LogPosition newFloor = forget(events, floor, reach);
        long since = Math.max(reach, shortenedTo);
        boolean isBeat = known == null || asOf != known.asOf() && asOf - beatAt >= heartbeat;
        if (isBeat) {
            beatAt = asOf;
        }
        long beats = known == null ? 0 : known.beats() + (isBeat ? 1 : 0);
        RevocationSnapshot view = new RevocationSnapshot(events, newFloor, end, since, since > reach, asOf, beats);
        lock.lock();
        try {
            current = view;
            boolean isNews = known == null || events != known.events() || !end.equals(known.end());
            if (isBeat || isNews || newcomers > 0) {
                changed.signalAll();
            }
        } finally {
            lock.unlock();
        }
    }

    /** Whether the limit was exceeded, so that new connections get fewer revocations than they should. */
    boolean isShortened() {
        RevocationSnapshot view = current;
        return view != null && view.isShortened();
    }

    private LogPosition forget(NavigableMap<LogPosition, RevocationEvent> events, LogPosition floor, long reachMillis) {
        LogPosition latest = floor;
        while (!events.isEmpty() && (held > limit || events.firstKey().millis() < reachMillis)) {
            latest = events.firstKey();
            if (latest.millis() >= reachMillis) {
                shortenedTo = latest.millis() + 1; // others of that millisecond may be missing
            }
            events.remove(latest);
            held--;
        }
        return latest;
    }

    private static LogPosition latest(NavigableMap<LogPosition, RevocationEvent> events, LogPosition otherwise) {
        return events.isEmpty() || otherwise.isAfter(events.lastKey()) ? otherwise : events.lastKey();
    }
}
