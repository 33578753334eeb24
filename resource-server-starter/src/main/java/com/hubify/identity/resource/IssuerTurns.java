package com.hubify.identity.resource;

import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/** Bounds how many threads wait for the issuer at once. */
final class IssuerTurns {

    private static final Duration LONGEST_WAIT = Duration.ofMillis(200);

    private final Semaphore turns;

    IssuerTurns(int most) {
        this.turns = new Semaphore(most);
    }

    /** Waits a moment for a turn, which must be given back; false if there is none. */
    boolean take() {
        try {
            return turns.tryAcquire(LONGEST_WAIT.toNanos(), TimeUnit.NANOSECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    void giveBack() {
        turns.release();
    }
}
