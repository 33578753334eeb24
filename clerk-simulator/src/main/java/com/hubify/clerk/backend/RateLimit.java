package com.hubify.clerk.backend;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** Counts requests in windows that begin with the first request after the one before. There is one secret key, so one count. */
@Component
class RateLimit {

    private final Clock clock;
    private final BackendProperties properties;
    private Instant end = Instant.EPOCH;
    private int taken;

    RateLimit(Clock clock, BackendProperties properties) {
        this.clock = clock;
        this.properties = properties;
    }

    /** Takes one request. Empty if it may pass; otherwise how long to wait, rounded up to seconds. */
    synchronized Optional<Duration> take() {
        Instant now = clock.instant();
        // A clock that is put back must not keep the window open for longer than it is.
        if (!now.isBefore(end) || now.isBefore(end.minus(properties.window()))) {
            end = now.plus(properties.window());
            taken = 0;
        }
        taken++;
        return taken <= properties.requests()
                ? Optional.empty()
                : Optional.of(Duration.ofSeconds(
                        Duration.between(now, end).plusMillis(999).toSeconds()));
    }
}
