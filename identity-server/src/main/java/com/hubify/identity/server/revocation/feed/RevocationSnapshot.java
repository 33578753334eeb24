package com.hubify.identity.server.revocation.feed;

import com.hubify.identity.server.revocation.LogPosition;
import java.util.List;
import java.util.NavigableMap;
import java.util.concurrent.TimeUnit;

/**
 * The known revocations at one moment. Everything acknowledged before {@code asOf} is in {@code events} up to {@code end},
 * or older than {@code sinceMillis}.
 *
 * @param events grows after {@code end}; a different map means that entries were added before it, so that connections have
 *     to start anew
 * @param floor the latest event that was dropped
 * @param isShortened whether it reaches back less far than it should, because there were too many events
 * @param asOf on this node's monotonic clock, in nanoseconds
 * @param beats counts heartbeats
 */
record RevocationSnapshot(
        NavigableMap<LogPosition, RevocationEvent> events,
        LogPosition floor,
        LogPosition end,
        long sinceMillis,
        boolean isShortened,
        long asOf,
        long beats) {

    /** Whether all events after that position are known. False if the position is unknown. */
    boolean reachesBackTo(LogPosition position) {
        return position.equals(end) || !position.isAfter(end) && events.containsKey(position);
    }

    Iterable<RevocationEvent> all() {
        return events.headMap(end, true).values();
    }

    Iterable<RevocationEvent> after(LogPosition position) {
        return position.isAfter(end)
                ? List.of()
                : events.subMap(position, false, end, true).values();
    }

    /** Whether a connection at this position can continue from the earlier snapshot. */
    boolean continues(RevocationSnapshot earlier, LogPosition position) {
        return events == earlier.events && !floor.isAfter(position);
    }

    /** Whether everything loaded up to {@code end} was known. */
    boolean isContinuedBy(NavigableMap<LogPosition, RevocationEvent> loaded) {
        return loaded.headMap(end, true).keySet().stream()
                .allMatch(position -> !position.isAfter(floor) || events.containsKey(position));
    }

    long asOfMillis() {
        return TimeUnit.NANOSECONDS.toMillis(asOf);
    }
}
