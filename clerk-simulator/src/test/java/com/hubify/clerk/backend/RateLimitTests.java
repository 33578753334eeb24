package com.hubify.clerk.backend;

import static org.assertj.core.api.Assertions.assertThat;

import com.hubify.testing.TestClock;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class RateLimitTests {

    private final TestClock clock = TestClock.standing();
    private final RateLimit limit = new RateLimit(clock, new BackendProperties(2, Duration.ofSeconds(10)));

    @Test
    void tellsHowLongToWait() {
        limit.take();
        clock.wind(Duration.ofMillis(7_500));
        limit.take();

        assertThat(limit.take()).contains(Duration.ofSeconds(3));
        clock.wind(Duration.ofMillis(2_500));
        assertThat(limit.take()).isEmpty();
    }

    /** The fault switch for clocks apart is turned back. */
    @Test
    void survivesAClockThatIsPutBack() {
        clock.wind(Duration.ofDays(1));
        limit.take();
        limit.take();

        clock.reset();

        assertThat(limit.take()).isEmpty();
    }
}
