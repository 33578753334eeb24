package com.hubify.testing;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.concurrent.atomic.AtomicReference;

/** A clock that a test winds. It tells UTC. */
public final class TestClock extends Clock {

    /** A Tuesday, and any. */
    public static final Instant START = Instant.parse("2026-04-14T10:00:00Z");

    private final InstantSource source;
    private final AtomicReference<Duration> wound = new AtomicReference<>(Duration.ZERO);

    private TestClock(InstantSource source) {
        this.source = source;
    }

    /** Stands still at {@link #START}. */
    public static TestClock standing() {
        return standingAt(START);
    }

    /** Stands still. Libraries that look at the machine's own clock want a time near that. */
    public static TestClock standingAt(Instant time) {
        return new TestClock(InstantSource.fixed(time));
    }

    /** Runs with the machine's clock. */
    public static TestClock running() {
        return new TestClock(InstantSource.system());
    }

    /** @param by forward; back if it is negative */
    public void wind(Duration by) {
        wound.updateAndGet(by::plus);
    }

    /** Back to the time without any winding. */
    public void reset() {
        wound.set(Duration.ZERO);
    }

    @Override
    public Instant instant() {
        return source.instant().plus(wound.get());
    }

    @Override
    public ZoneId getZone() {
        return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
        throw new UnsupportedOperationException("this clock tells UTC only");
    }
}
