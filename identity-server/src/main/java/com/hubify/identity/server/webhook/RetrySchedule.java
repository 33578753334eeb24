package com.hubify.identity.server.webhook;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;

/**
 * When an event is sent again: the beginning of the schedule in Standard Webhooks, eight attempts within 32 hours, or 98 if the
 * receiver asks for time.
 */
final class RetrySchedule {

    private static final List<Duration> DELAYS = List.of(
            Duration.ofSeconds(5),
            Duration.ofMinutes(5),
            Duration.ofMinutes(30),
            Duration.ofHours(2),
            Duration.ofHours(5),
            Duration.ofHours(10),
            Duration.ofHours(14));

    private static final Duration LONGEST = DELAYS.get(DELAYS.size() - 1);

    private static final int JITTER_PERCENT = 10;

    private RetrySchedule() {}

    /**
     * How long to wait after so many failed attempts; empty if that was the last one. Up to a tenth longer, so that a receiver
     * that is back is not sent everything at once.
     *
     * @param asked how long the receiver asks to be left alone. Attack: one that is called without end, or has events kept for years.
     *     So it is never called sooner than by the schedule, nor later than after the longest delay in it
     */
    static Optional<Duration> delay(int failed, Duration asked, RandomGenerator random) {
        if (failed < 1 || failed > DELAYS.size()) {
            return Optional.empty();
        }
        Duration delay = DELAYS.get(failed - 1);
        Duration jittered = delay.plusMillis(random.nextLong(delay.toMillis() * JITTER_PERCENT / 100 + 1));
        Duration bounded = asked.compareTo(LONGEST) > 0 ? LONGEST : asked;
        return Optional.of(bounded.compareTo(jittered) > 0 ? bounded : jittered);
    }
}
