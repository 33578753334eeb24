package com.hubify.identity.resource;

import com.github.benmanes.caffeine.cache.Ticker;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;

/** A ticker that goes on by itself, and that a test may move on. */
final class RunningTicker implements Ticker {

    private final AtomicLong ahead = new AtomicLong();

    @Override
    public long read() {
        return System.nanoTime() + ahead.get();
    }

    void forward(Duration time) {
        ahead.addAndGet(time.toNanos());
    }
}
