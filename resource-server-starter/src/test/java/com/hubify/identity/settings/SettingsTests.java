package com.hubify.identity.settings;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.context.properties.source.InvalidConfigurationPropertyValueException;

class SettingsTests {

    private static final String PROPERTY = "hubify.it";

    @ParameterizedTest
    @ValueSource(strings = {"PT1S", "PT1M", "PT24H"})
    void takeATimeFromTheShortestToTheLongest(Duration value) {
        assertThatCode(() -> between(value)).doesNotThrowAnyException();
    }

    /** Fault: more nanoseconds than a long holds, or a day past the last one, would fail at each request instead. */
    @ParameterizedTest
    @ValueSource(strings = {"PT0S", "PT-1S", "PT0.999S", "PT24H0.001S", "P1000000D", "PT2562047788015215H"})
    void stopTheStartForATimeOutsideOfThem(Duration value) {
        assertThatExceptionOfType(InvalidConfigurationPropertyValueException.class)
                .isThrownBy(() -> between(value))
                .withMessageStartingWith("hubify.it must be at least 1s and at most 1d");
    }

    @ParameterizedTest
    @CsvSource({"PT0S, 0ms", "PT0.05S, 50ms", "PT90S, 90s", "PT10M, 10m", "PT25H, 25h", "P91D, 91d"})
    void nameATimeAsItWouldBeWritten(Duration longest, String words) {
        assertThatExceptionOfType(InvalidConfigurationPropertyValueException.class)
                .isThrownBy(
                        () -> Settings.requireBetween(Duration.ofSeconds(-1), longest.plusMillis(1), longest, PROPERTY))
                .withMessageEndingWith(" and at most " + words);
    }

    @ParameterizedTest
    @NullSource
    @ValueSource(strings = {"", " ", " https://api.example.com", "https://api.example.com\n"})
    void takeNoTextWithBlanksAroundIt(String value) {
        assertThatExceptionOfType(InvalidConfigurationPropertyValueException.class)
                .isThrownBy(() -> Settings.requireText(value, PROPERTY, "must be a word"))
                .withMessageStartingWith("hubify.it must be a word");
    }

    @Test
    void takeNoPlaceholderForAText() {
        assertThatExceptionOfType(InvalidConfigurationPropertyValueException.class)
                .isThrownBy(() -> Settings.requireText("${UNSET}", PROPERTY, "must be a word"))
                .withMessageStartingWith("hubify.it needs UNSET");
    }

    private static void between(Duration value) {
        Settings.requireBetween(Duration.ofSeconds(1), value, Duration.ofDays(1), PROPERTY);
    }
}
