package com.hubify.identity.server.signing.rotation;

import com.github.benmanes.caffeine.cache.Ticker;
import java.time.Duration;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Coalesces concurrent refreshes: each caller gets the result of one that began no longer than {@link #MAX_AGE} before
 * its call. Attack: unauthenticated clients cause calls, so the rate of refreshes must not depend on the rate of calls.
 */
final class CoalescedRefresh {

    /** How old a result may be. No key signs before it has been written for longer than that. */
    static final Duration MAX_AGE = Duration.ofMillis(50);

    private final Runnable refresh;
    private final Ticker ticker;
    private final Lock turn = new ReentrantLock();
    private volatile long begun;

    CoalescedRefresh(Runnable refresh, Ticker ticker) {
        this.refresh = refresh;
        this.ticker = ticker;
        this.begun = ticker.read() - MAX_AGE.toNanos();
    }

    /** Returns after a recent enough refresh, and performs one if needed. */
    void refresh() {
        long asked = ticker.read();
        if (isRecent(asked)) {
            return;
        }
        turn.lock();
        try {
            if (!isRecent(asked)) {
                long now = ticker.read();
                refresh.run();
                begun = now; // only now that it is complete: other callers rely on its result
            }
        } finally {
            turn.unlock();
        }
    }

    private boolean isRecent(long asked) {
        return asked - begun < MAX_AGE.toNanos();
    }
}
