package com.hubify.identity.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class SampleTests {

    private final Sample hundred =
            Sample.of(IntStream.rangeClosed(1, 100).mapToDouble(i -> 101 - i).toArray());

    @Test
    void percentileIsOneOfTheValues() {
        assertThat(hundred.median()).isEqualTo(50);
        assertThat(hundred.percentile(0.99)).isEqualTo(99);
        assertThat(hundred.percentile(1)).isEqualTo(100);
        assertThat(Sample.of(7).percentile(0.01)).isEqualTo(7);
    }

    @Test
    void countsValuesBeyondBound() {
        assertThat(hundred.above(98)).isEqualTo(2);
        assertThat(hundred.above(100)).isZero();
    }

    @Test
    void showsMedianWithSmallestAndLargest() {
        assertThat(hundred.spread(1)).isEqualTo("50.0 (1.0 – 100.0)");
    }

    // A report of nothing would look like a report of zero.
    @Test
    void refusesToSpeakOfNothing() {
        assertThatThrownBy(() -> Sample.of()).isInstanceOf(IllegalArgumentException.class);
    }
}
