package com.hubify.identity.server.apikey.attempt;

import io.github.bucket4j.TimeMeter;
import java.time.Clock;

/** Attempts in the time of a test's clock. */
public final class TestKeyAttempts {

    private TestKeyAttempts() {}

    public static KeyAttempts of(int perNetwork, int perClient, Clock clock) {
        return new KeyAttempts(perNetwork, perClient, new TimeMeter() {
            @Override
            public long currentTimeNanos() {
                return clock.millis() * 1_000_000;
            }

            @Override
            public boolean isWallClockBased() {
                return true;
            }
        });
    }

    public static KeyAttempts many(Clock clock) {
        return of(1_000, 1_000, clock);
    }
}
