package com.hubify.identity.resource.issuer;

import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/** Bounds how many threads wait for the issuer at once. */
public final class IssuerBulkhead {

    private static final Duration LONGEST_WAIT = Duration.ofMillis(200);

    private final Semaphore calls;

    public IssuerBulkhead(int most) {
        this.calls = new Semaphore(most);
    }

    /** Waits up to 200 ms for a place, which must be left; false if there is none. */
    public boolean enter() {
        try {
            return calls.tryAcquire(LONGEST_WAIT.toNanos(), TimeUnit.NANOSECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    public void leave() {
        calls.release();
    }
}
