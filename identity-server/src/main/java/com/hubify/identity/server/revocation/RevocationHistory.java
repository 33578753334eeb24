package com.hubify.identity.server.revocation;

import java.util.List;
import java.util.NavigableMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * The recent revocations, shared by everybody connected to this node. One thread writes; readers hold a place in
 * it and nothing else, so that a thousand of them cost one copy.
 */
final class RevocationHistory {

    /** There are more revocations than may be kept. Dropping the oldest would let what they killed live for a new reader. */
    static final class HistoryFull extends RuntimeException {

        private static final long serialVersionUID = 1L;

        HistoryFull() {
            super("more revocations within hubify.identity.revocation.feed.reach than .max-history");
        }
    }

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private final int limit;
    private final long heartbeat;

    private int newcomers;
    private long wakes;
    private long loadedAt;
    private long loadedSince;
    private long beatAt;
    private volatile @Nullable RevocationView current;

    /**
     * @param limit how many revocations there may be
     * @param heartbeat how often readers are woken where nothing happens, in nanoseconds
     */
    RevocationHistory(int limit, long heartbeat) {
        this.limit = limit;
        this.heartbeat = heartbeat;
    }

    /**
     * Takes over the recent revocations. Readers go on if it adds to what they know, and start anew if it contradicts it.
     *
     * @param asOf when the reading of it began
     * @throws HistoryFull if there are more than may be
     */
    void load(RevocationLog.Recent recent, long asOf) {
        requireRoom(recent.entries().size());
        NavigableMap<LogPosition, RevocationEvent> loaded = new ConcurrentSkipListMap<>();
        recent.entries().forEach(entry -> loaded.put(entry.position(), RevocationEvent.of(entry)));
        loadedAt = asOf;
        loadedSince = recent.sinceMillis();
        RevocationView known = current;
        if (known != null && known.isContinuedBy(loaded, recent.sinceMillis())) {
            loaded.tailMap(known.end(), false).forEach(known.events()::put);
            publish(known.events(), known.floor(), latest(known.events(), known.end()), asOf, known);
        } else {
            publish(loaded, LogPosition.START, latest(loaded, recent.end()), asOf, known);
        }
    }

    /**
     * Adds what was read after all that is known.
     *
     * @param asOf when the reading of it began, if that reached the end of the log; else null
     * @return false if an entry is missing before one of them, which then is not added
     * @throws HistoryFull if there are more than may be
     */
    boolean append(List<LoggedRevocation> entries, @Nullable Long asOf) {
        RevocationView known = current;
        if (known == null) {
            return false;
        }
        for (LoggedRevocation entry : entries) {
            if (entry.position().isAfter(known.end())) {
                requireRoom(known.events().size() + 1);
                known.events().put(entry.position(), RevocationEvent.of(entry));
            } else if (!known.events().containsKey(entry.position())) {
                return false;
            }
        }
        LogPosition end = latest(known.events(), known.end());
        publish(known.events(), known.floor(), end, asOf == null ? known.asOf() : asOf, known);
        return true;
    }

    /** What is known now; null before the first reading of the log. */
    @Nullable
    RevocationView current() {
        return current;
    }

    /** What was read of the log after that moment; null if that does not happen in time. */
    @Nullable
    RevocationView awaitReadAfter(long moment, long nanos) throws InterruptedException {
        lock.lock();
        newcomers++;
        try {
            return await(view -> view.asOf() - moment >= 0, nanos);
        } finally {
            newcomers--;
            lock.unlock();
        }
    }

    /** What there is once it is more than was seen, a heartbeat is due, somebody wakes the readers or the time is over. */
    RevocationView awaitChange(RevocationView seen, long nanos) throws InterruptedException {
        lock.lock();
        try {
            long before = wakes;
            RevocationView view = await(
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

    /** Has every reader look whether it should go on. */
    void wake() {
        lock.lock();
        try {
            wakes++;
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    private @Nullable RevocationView await(Predicate<RevocationView> enough, long nanos) throws InterruptedException {
        long left = nanos;
        RevocationView view = current;
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
            @Nullable RevocationView known) {
        long since = loadedSince + TimeUnit.NANOSECONDS.toMillis(asOf - loadedAt);
        LogPosition newFloor = forget(events, floor, since);
        boolean isBeat = known == null || asOf != known.asOf() && asOf - beatAt >= heartbeat;
        if (isBeat) {
            beatAt = asOf;
        }
        long beats = known == null ? 0 : known.beats() + (isBeat ? 1 : 0);
        RevocationView view = new RevocationView(events, newFloor, end, since, asOf, beats);
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

    private void requireRoom(int size) {
        if (size > limit) {
            throw new HistoryFull();
        }
    }

    private static LogPosition forget(
            NavigableMap<LogPosition, RevocationEvent> events, LogPosition floor, long sinceMillis) {
        LogPosition latest = floor;
        while (!events.isEmpty() && events.firstKey().millis() < sinceMillis) {
            latest = events.firstKey();
            events.remove(latest);
        }
        return latest;
    }

    private static LogPosition latest(NavigableMap<LogPosition, RevocationEvent> events, LogPosition otherwise) {
        return events.isEmpty() || otherwise.isAfter(events.lastKey()) ? otherwise : events.lastKey();
    }
}
