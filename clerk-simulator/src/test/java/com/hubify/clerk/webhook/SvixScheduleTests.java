package com.hubify.clerk.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class SvixScheduleTests {

    @Test
    void makesEightAttemptsWithin28Hours() {
        Duration all = IntStream.rangeClosed(1, 7)
                .mapToObj(failed -> SvixSchedule.delay(failed, 1).orElseThrow())
                .reduce(Duration.ZERO, Duration::plus);

        assertThat(all).isEqualTo(Duration.parse("PT27H35M5S"));
        assertThat(SvixSchedule.delay(1, 1)).contains(Duration.ofSeconds(5));
        assertThat(SvixSchedule.delay(8, 1)).isEmpty();
    }

    @Test
    void runsFaster() {
        assertThat(SvixSchedule.delay(7, 3600)).isEqualTo(Optional.of(Duration.ofSeconds(10)));
    }
}
