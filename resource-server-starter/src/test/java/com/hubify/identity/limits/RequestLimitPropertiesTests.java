package com.hubify.identity.limits;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.InvalidConfigurationPropertyValueException;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;

class RequestLimitPropertiesTests {

    @Test
    void takeNoLimitWhereItIsMeant() {
        RequestLimitProperties properties =
                bind(Map.of("hubify.request.max-size", "-1", "hubify.request.max-time", "0s"));

        assertThat(properties.maxSize().isNegative()).isTrue();
        assertThat(properties.maxTime()).isEqualTo(Duration.ZERO);
    }

    /** Faults: a limit that is mistyped and silently is none, and one that can't be counted and fails at each request. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        hubify.request.max-size          | -2MB     | hubify.request.max-size must be a size
        hubify.request.max-time          | -10s     | hubify.request.max-time must be at least 0ms and at most 1d
        hubify.request.max-time          | 110000d  | hubify.request.max-time must be at least 0ms and at most 1d
        hubify.request.paths[0].max-size | -2MB     | hubify.request.paths[0].max-size must be a size
        hubify.request.paths[0].max-time | -10s     | hubify.request.paths[0].max-time must be at least
        hubify.request.paths[0].path     | uploads  | hubify.request.paths[0].path must begin with a slash
        hubify.request.paths[0].path     | /uploads | hubify.request.paths[0].max-size is not set, and neither
        """)
    void nameWhatIsWrong(String name, String value, String message) {
        assertThatThrownBy(() -> bind(Map.of(name, value)))
                .rootCause()
                .isInstanceOf(InvalidConfigurationPropertyValueException.class)
                .hasMessageStartingWith(message);
    }

    private static RequestLimitProperties bind(Map<String, String> settings) {
        return new Binder(new MapConfigurationPropertySource(settings))
                .bindOrCreate("hubify.request", RequestLimitProperties.class);
    }
}
