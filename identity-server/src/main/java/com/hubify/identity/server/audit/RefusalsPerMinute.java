package com.hubify.identity.server.audit;

import java.time.Instant;
import java.util.OptionalLong;
import java.util.function.BooleanSupplier;

/**
 * Lets so many refusals of one sort through in a minute, and counts the others. Attack: anybody can make up keys and clients, and
 * an entry for each would wash out what the trail and the log hold of the refusals that matter.
 */
final class RefusalsPerMinute {

    private static final long SECONDS = 60;

    private final int most;
    private long minute;
    private int written;
    private long leftOut;

    RefusalsPerMinute(int most) {
        this.most = most;
    }

    /** How many were left out since the last one that was let through; empty if this one is left out as well. */
    OptionalLong admit(Instant now) {
        return admit(now, () -> false);
    }

    /** @param more whether another count has room for this one where this count has none left */
    synchronized OptionalLong admit(Instant now, BooleanSupplier more) {
        if (!take(now) && !more.getAsBoolean()) {
            leftOut++;
            return OptionalLong.empty();
        }
        long before = leftOut;
        leftOut = 0;
        return OptionalLong.of(before);
    }

    /** Takes one of this minute, if any is left. */
    synchronized boolean take(Instant now) {
        long current = Math.floorDiv(now.getEpochSecond(), SECONDS);
        if (current != minute) {
            minute = current;
            written = 0;
        }
        if (written >= most) {
            return false;
        }
        written++;
        return true;
    }
}
