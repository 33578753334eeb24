package com.hubify.identity.resource.revocation;

import java.time.Duration;
import java.util.function.DoubleSupplier;

/**
 * How long to wait before the next connection: at random up to a bound that doubles with each one in vain, so that a
 * thousand services do not come back to a restarted issuer all at once.
 */
final class RevocationBackoff {

    private static final Duration SHORTEST = Duration.ofMillis(100);
    private static final Duration LONGEST = Duration.ofSeconds(2);
    private static final int DOUBLINGS = 5;

    private final DoubleSupplier chance;
    private int inVain;

    /** @param chance numbers from 0 to 1, evenly spread */
    RevocationBackoff(DoubleSupplier chance) {
        this.chance = chance;
    }

    /** @param retryAfter how long the issuer asks to wait at least */
    Duration next(Duration retryAfter) {
        Duration doubled = SHORTEST.multipliedBy(1L << Math.min(inVain, DOUBLINGS));
        Duration bound = doubled.compareTo(LONGEST) > 0 ? LONGEST : doubled;
        inVain++;
        return retryAfter.plusNanos((long) (chance.getAsDouble() * bound.toNanos()));
    }

    /** A connection has lasted. */
    void reset() {
        inVain = 0;
    }
}
