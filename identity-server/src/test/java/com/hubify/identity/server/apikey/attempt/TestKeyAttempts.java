package com.hubify.identity.server.apikey.attempt;

import com.hubify.identity.server.limit.LocalBudgets;
import io.github.bucket4j.TimeMeter;
import java.time.Clock;

/** Attempts in the time of a test's clock. */
public final class TestKeyAttempts {

    private TestKeyAttempts() {}

    public static KeyAttempts of(int perNetwork, int perClient, Clock clock) {
        TimeMeter time = new TimeMeter() {
            @Override
            public long currentTimeNanos() {
                return clock.millis() * 1_000_000;
            }

            @Override
            public boolean isWallClockBased() {
                return true;
            }
        };
        return new KeyAttempts(new LocalBudgets(time), perNetwork, perClient, time);
    }

    public static KeyAttempts many(Clock clock) {
        return of(1_000, 1_000, clock);
    }
}
