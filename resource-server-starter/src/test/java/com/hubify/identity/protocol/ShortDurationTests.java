package com.hubify.identity.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ShortDurationTests {

    @ParameterizedTest
    @CsvSource({"30m, PT30M", "12h, PT12H", "90d, PT2160H", "4w, PT672H", "0h, PT0S", "9999999w, PT1679999832H"})
    void readsANumberWithItsUnit(String text, Duration duration) {
        assertThat(ShortDuration.parse(text)).contains(duration);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "90", "d", "-1d", "+1d", "01d", "1.5d", "1 d", "1D", "1y", "1s", "10000000d", "PT1H", "1d\n"
            })
    void readsNothingElse(String text) {
        assertThat(ShortDuration.parse(text)).isEmpty();
    }
}
