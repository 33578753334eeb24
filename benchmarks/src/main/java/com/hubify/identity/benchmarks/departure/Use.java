package com.hubify.identity.benchmarks.departure;

import com.hubify.identity.benchmarks.HttpConnection;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;

/**
 * One credential at one place, used until it is refused.
 *
 * @param what the kind of credential
 * @param request a request that is answered with 200 as long as the credential is valid
 */
record Use(String what, URI place, byte[] request) {

    private static final int OK = 200;
    private static final Duration PAUSE = Duration.ofMillis(1);
    private static final Duration LIMIT = Duration.ofSeconds(30);
    private static final double NANOS_PER_MILLI = 1_000_000;

    /** @throws IllegalStateException if it is not accepted: what is refused anyway says nothing */
    void requireAccepted() {
        try (HttpConnection connection = new HttpConnection(place)) {
            int status = connection.status(request);
            if (status != OK) {
                throw new IllegalStateException("A good " + what + " is answered with " + status + " at " + place);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** @return {@link System#nanoTime()} when it was refused first */
    long refusedAt() {
        long deadline = System.nanoTime() + LIMIT.toNanos();
        try (HttpConnection connection = new HttpConnection(place)) {
            while (connection.status(request) == OK) {
                if (System.nanoTime() - deadline > 0) {
                    throw new IllegalStateException("The " + what + " is still accepted at " + place);
                }
                LockSupport.parkNanos(PAUSE.toNanos());
            }
            return System.nanoTime();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Milliseconds, if it was refused after the other time. */
    static double millis(long from, long to) {
        return Math.max(0, (to - from) / NANOS_PER_MILLI);
    }
}
