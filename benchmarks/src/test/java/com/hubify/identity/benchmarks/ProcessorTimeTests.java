package com.hubify.identity.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class ProcessorTimeTests {

    @Test
    void growsByWhatThreadsUse() {
        ProcessorTime before = ProcessorTime.of(ProcessHandle.current());

        long end = System.nanoTime() + Duration.ofMillis(50).toNanos();
        while (System.nanoTime() < end) {
            Thread.onSpinWait();
        }

        assertThat(ProcessorTime.of(ProcessHandle.current()).nanosSince(before)).isPositive();
        assertThat(before.nanosSince(before)).isZero();
    }
}
