package com.hubify.identity.server.audit;

import java.time.Instant;
import java.util.OptionalLong;
import java.util.function.BooleanSupplier;

/**
 * Admits a limited number of refusals of one sort a minute, and counts the others. Attack: make up keys and clients until
 * the entries that matter are pushed out of the audit trail and the log.
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

    /** How many were left out since the last admitted one; empty if this one is left out as well. */
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

    /** Takes one of this minute's number, if any is left. */
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
