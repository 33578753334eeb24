package com.hubify.identity.server.revocation.feed;

import com.hubify.identity.server.revocation.LogPosition;
import java.util.List;
import java.util.NavigableMap;
import java.util.concurrent.TimeUnit;

/**
 * What is known at one moment. Everything that was acknowledged before {@code asOf} is among {@code events} up to
 * {@code end}, or older than {@code sinceMillis}.
 *
 * @param events grows after {@code end}; another map than before means that the log has grown before it, and
 *     whoever followed it has to start anew
 * @param floor the latest event that is no longer among them
 * @param isShortened whether it reaches back less far than it should, because there were too many
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

    /** Whether all after that position is known. It is not, if the position never existed or has been lost. */
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

    /** Whether a reader that is at this position can go on with this view from an earlier one. */
    boolean continues(RevocationSnapshot earlier, LogPosition position) {
        return events == earlier.events && !floor.isAfter(position);
    }

    /** Whether what was loaded has nothing that this should have had already. */
    boolean isContinuedBy(NavigableMap<LogPosition, RevocationEvent> loaded) {
        return loaded.headMap(end, true).keySet().stream()
                .allMatch(position -> !position.isAfter(floor) || events.containsKey(position));
    }

    long asOfMillis() {
        return TimeUnit.NANOSECONDS.toMillis(asOf);
    }
}
