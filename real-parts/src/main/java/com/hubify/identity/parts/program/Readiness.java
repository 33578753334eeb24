package com.hubify.identity.parts.program;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/** Waits until a freshly started server answers, and gives up at once when it has died. */
public final class Readiness {

    private static final Duration LIMIT = Duration.ofSeconds(60);

    private Readiness() {}

    public static void await(String part, Runner runner, BooleanSupplier answers) {
        long end = System.nanoTime() + LIMIT.toNanos();
        while (!answers.getAsBoolean()) {
            if (!runner.running() || System.nanoTime() > end) {
                throw new PartUnavailable(part + " did not start. Its last words:\n" + runner.lastWords());
            }
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(20));
        }
    }
}
