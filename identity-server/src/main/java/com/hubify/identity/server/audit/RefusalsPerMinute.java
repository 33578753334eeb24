package com.hubify.identity.server.audit;

import java.time.Instant;
import java.util.OptionalLong;

/**
 * Lets so many refusals of one sort through in a minute, and counts the others. Attack: anybody can make up keys and clients, and
 * an entry for each would wash out what the trail and the log hold of the refusals that matter.
 */
final class RefusalsPerMinute {

    private static final int MOST = 100;
    private static final long SECONDS = 60;

    private long minute;
    private int written;
    private long leftOut;

    /** How many were left out since the last one that was let through; empty if this one is left out as well. */
    synchronized OptionalLong admit(Instant now) {
        long current = Math.floorDiv(now.getEpochSecond(), SECONDS);
        if (current != minute) {
            minute = current;
            written = 0;
        }
        if (written >= MOST) {
            leftOut++;
            return OptionalLong.empty();
        }
        written++;
        long before = leftOut;
        leftOut = 0;
        return OptionalLong.of(before);
    }
}
