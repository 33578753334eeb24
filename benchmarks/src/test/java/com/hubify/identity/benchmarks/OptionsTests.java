package com.hubify.identity.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OptionsTests {

    @Test
    void takesWhatIsSaidAndElseTheDefault() {
        Options options = new Options(new String[] {"--rounds=3"}, Set.of("rounds", "seconds"));

        assertThat(options.number("rounds", 15)).isEqualTo(3);
        assertThat(options.seconds("seconds", 60)).isEqualTo(Duration.ofMinutes(1));
    }

    @ParameterizedTest
    @ValueSource(strings = {"--round=3", "--rounds", "rounds=3", "3", ""})
    void refusesWhatItDoesNotKnow(String argument) {
        assertThatThrownBy(() -> new Options(new String[] {argument}, Set.of("rounds")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("[rounds]");
    }
}
