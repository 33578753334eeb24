package com.hubify.identity.server.signing;

import com.github.benmanes.caffeine.cache.Ticker;
import java.time.Duration;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.LockSupport;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Looks once for all who ask meanwhile, and for each of them after he asked: what was seen a moment before may lack the very
 * key that his token is signed with. Strangers can ask too, so there is a pause between two looks.
 */
final class SharedLook {

    private static final long PAUSE = Duration.ofMillis(10).toNanos();

    private final Runnable look;
    private final Ticker ticker;
    private final Lock turn = new ReentrantLock();
    private long begun;

    SharedLook(Runnable look, Ticker ticker) {
        this.look = look;
        this.ticker = ticker;
        this.begun = ticker.read() - PAUSE;
    }

    /** Returns once there was a look that began after this was called. */
    void take() {
        long asked = ticker.read();
        turn.lock();
        try {
            if (begun - asked <= 0) {
                LockSupport.parkNanos(begun + PAUSE - ticker.read());
                begun = ticker.read();
                look.run();
            }
        } finally {
            turn.unlock();
        }
    }
}
