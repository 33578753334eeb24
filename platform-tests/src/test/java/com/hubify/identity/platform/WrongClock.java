package com.hubify.identity.platform;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;

/** The machine's clock, put wrong by a test. */
final class WrongClock extends Clock {

    private volatile Duration off = Duration.ZERO;

    void setOff(Duration by) {
        off = by;
    }

    @Override
    public Instant instant() {
        return Clock.systemUTC().instant().plus(off);
    }

    @Override
    public ZoneId getZone() {
        return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
        throw new UnsupportedOperationException();
    }
}
