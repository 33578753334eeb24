package com.hubify.identity.resource;

import com.github.benmanes.caffeine.cache.Ticker;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;

/** A ticker that a test winds forward. Starts where arithmetic that is not careful overflows. */
public final class MovableTicker implements Ticker {

    private final AtomicLong now =
            new AtomicLong(Long.MAX_VALUE - Duration.ofSeconds(1).toNanos());

    @Override
    public long read() {
        return now.get();
    }

    public void forward(Duration time) {
        now.addAndGet(time.toNanos());
    }
}
