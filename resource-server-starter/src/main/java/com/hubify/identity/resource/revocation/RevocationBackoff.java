package com.hubify.identity.resource.revocation;

import java.time.Duration;
import java.util.function.DoubleSupplier;

/**
 * Exponential backoff with full jitter between connections: a random time up to a bound that doubles with each failure, so that
 * a thousand services do not reconnect to a restarted issuer at once.
 */
final class RevocationBackoff {

    private static final Duration SHORTEST = Duration.ofMillis(100);
    private static final Duration LONGEST = Duration.ofSeconds(2);
    private static final int DOUBLINGS = 5;

    private final DoubleSupplier chance;
    private int failures;

    /** @param chance numbers from 0 to 1, evenly spread */
    RevocationBackoff(DoubleSupplier chance) {
        this.chance = chance;
    }

    /** @param retryAfter how long the issuer asks to wait at least */
    Duration next(Duration retryAfter) {
        Duration doubled = SHORTEST.multipliedBy(1L << Math.min(failures, DOUBLINGS));
        Duration bound = doubled.compareTo(LONGEST) > 0 ? LONGEST : doubled;
        failures++;
        return retryAfter.plusNanos((long) (chance.getAsDouble() * bound.toNanos()));
    }

    /** A connection has lasted. */
    void reset() {
        failures = 0;
    }
}
