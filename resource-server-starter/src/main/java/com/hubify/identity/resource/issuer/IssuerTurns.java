package com.hubify.identity.resource.issuer;

import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/** Bounds how many threads wait for the issuer at once. */
public final class IssuerTurns {

    private static final Duration LONGEST_WAIT = Duration.ofMillis(200);

    private final Semaphore turns;

    public IssuerTurns(int most) {
        this.turns = new Semaphore(most);
    }

    /** Waits a moment for a turn, which must be given back; false if there is none. */
    public boolean take() {
        try {
            return turns.tryAcquire(LONGEST_WAIT.toNanos(), TimeUnit.NANOSECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    public void giveBack() {
        turns.release();
    }
}
