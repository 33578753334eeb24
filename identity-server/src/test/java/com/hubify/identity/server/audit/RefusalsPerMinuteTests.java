package com.hubify.identity.server.audit;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.api.Test;

class RefusalsPerMinuteTests {

    private static final Instant NOW = Instant.parse("2026-04-14T10:00:20Z");

    private final RefusalsPerMinute refusals = new RefusalsPerMinute(100);

    /** Attack: 10,000 keys are made up, each of which would be written down. */
    @Test
    void letsAHundredThroughAndCountsTheOthers() {
        for (int i = 0; i < 100; i++) {
            assertThat(refusals.admit(NOW)).hasValue(0);
        }
        for (int i = 0; i < 10_000; i++) {
            assertThat(refusals.admit(NOW.plusSeconds(39))).isEmpty();
        }

        assertThat(refusals.admit(NOW.plusSeconds(40))).hasValue(10_000);
        assertThat(refusals.admit(NOW.plusSeconds(40))).hasValue(0);
    }
}
