package com.hubify.identity.server.apikey;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;

/** A clock that stands still until it is wound forward. */
public final class WindableClock extends Clock {

    public static final Instant START = Instant.parse("2026-04-14T10:00:00Z");

    private volatile Instant now = START;

    public void wind(Duration forward) {
        now = now.plus(forward);
    }

    public void rewind() {
        now = START;
    }

    @Override
    public Instant instant() {
        return now;
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
