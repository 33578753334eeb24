package com.hubify.clerk.webhook;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** When a message is sent again: Svix's eight attempts within 28 hours, the first of them at once. */
final class SvixSchedule {

    private static final List<Duration> DELAYS = List.of(
            Duration.ofSeconds(5),
            Duration.ofMinutes(5),
            Duration.ofMinutes(30),
            Duration.ofHours(2),
            Duration.ofHours(5),
            Duration.ofHours(10),
            Duration.ofHours(10));

    private SvixSchedule() {}

    static boolean isSpeed(double speed) {
        return speed >= 0.001 && speed <= 1_000_000;
    }

    /** How long to wait after so many failed attempts; empty if that was the last one. */
    static Optional<Duration> delay(int failed, double speed) {
        return failed > DELAYS.size()
                ? Optional.empty()
                : Optional.of(Duration.ofNanos((long) (DELAYS.get(failed - 1).toNanos() / speed)));
    }
}
