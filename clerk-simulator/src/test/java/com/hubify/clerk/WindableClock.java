package com.hubify.clerk;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.concurrent.atomic.AtomicReference;

/** A clock that runs with the system's, but can be wound forward. */
public final class WindableClock extends Clock {

    private final AtomicReference<Duration> wound = new AtomicReference<>(Duration.ZERO);

    public void wind(Duration by) {
        wound.updateAndGet(by::plus);
    }

    public void reset() {
        wound.set(Duration.ZERO);
    }

    @Override
    public Instant instant() {
        return Clock.systemUTC().instant().plus(wound.get());
    }

    @Override
    public ZoneId getZone() {
        return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
        return this;
    }
}
