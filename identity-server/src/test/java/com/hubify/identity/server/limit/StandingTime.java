package com.hubify.identity.server.limit;

import io.github.bucket4j.TimeMeter;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;

/** Time that stands, until it is wound. */
public final class StandingTime implements TimeMeter {

    private final AtomicLong nanos = new AtomicLong();

    public void wind(Duration by) {
        nanos.addAndGet(by.toNanos());
    }

    @Override
    public long currentTimeNanos() {
        return nanos.get();
    }

    @Override
    public boolean isWallClockBased() {
        return false;
    }
}
