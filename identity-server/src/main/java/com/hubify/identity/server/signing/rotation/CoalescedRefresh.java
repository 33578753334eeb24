package com.hubify.identity.server.signing.rotation;

import com.github.benmanes.caffeine.cache.Ticker;
import java.time.Duration;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Looks again where the latest look is too old, once for all who ask meanwhile. Strangers can ask too, so how often it looks
 * doesn't depend on how often it is asked.
 */
final class CoalescedRefresh {

    /** How old what is seen may be. No key signs before it has been written down for longer than that. */
    static final Duration MAX_AGE = Duration.ofMillis(50);

    private final Runnable look;
    private final Ticker ticker;
    private final Lock turn = new ReentrantLock();
    private volatile long begun;

    CoalescedRefresh(Runnable look, Ticker ticker) {
        this.look = look;
        this.ticker = ticker;
        this.begun = ticker.read() - MAX_AGE.toNanos();
    }

    /** Returns once there was a look that began no longer than {@link #MAX_AGE} before this was called. */
    void take() {
        long asked = ticker.read();
        if (isRecent(asked)) {
            return;
        }
        turn.lock();
        try {
            if (!isRecent(asked)) {
                long now = ticker.read();
                look.run();
                begun = now; // not before the look is over: others go by what it saw
            }
        } finally {
            turn.unlock();
        }
    }

    private boolean isRecent(long asked) {
        return asked - begun < MAX_AGE.toNanos();
    }
}
