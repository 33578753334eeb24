package com.hubify.identity.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.boot.env.YamlPropertySourceLoader;
import org.springframework.core.io.ByteArrayResource;
import org.springframework.util.unit.DataSize;

class FailureAnalyzerTests {

    enum Colour {
        RED,
        DARK_BLUE
    }

    record Settings(boolean on, int count, Duration time, DataSize size, URI address, Colour colour, Inner inner) {}

    record Inner(String word) {}

    /** Fault: the value stood in the log, though it may be a secret that slipped a line, and a class of ours beside it. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        hubify.it.on      | hfy_key_secret | true or false
        hubify.it.count   | hfy_key_secret | a whole number
        hubify.it.time    | ten minutes    | a time with its unit, such as 500ms, 10s or 30d
        hubify.it.size    | much           | a size with its unit, such as 64KB or 2MB
        hubify.it.address | http://[       | an address
        hubify.it.colour  | hfy_key_secret | one of red, dark-blue
        hubify.it.inner   | hello          | left out, or have settings below it
        """)
    void namesThePropertyAndTheKindItIsOfAndNotTheValue(String name, String value, String kind) {
        FailureAnalysis analysis = analysisOf(bind("hubify.it", name, value));

        assertThat(analysis).isNotNull();
        assertThat(analysis.getDescription())
                .isEqualTo(name + " must be " + kind + ".")
                .doesNotContain(value);
    }

    @Test
    void leavesPropertiesOfOthersToSpringBoot() {
        assertThat(analysisOf(bind("spring.it", "spring.it.count", "x"))).isNull();
    }

    @ParameterizedTest
    @CsvSource({
        "'a: 1\nb: 2\na: 3', 'line 3, column 1: found duplicate key a.'",
        "'a:\n\t- 1', 'line 2, column 1'",
        "'a: [', 'line 1'"
    })
    void saysWhereAFileIsNoYaml(String text, String place) {
        String yaml = text.replace("\\n", "\n").replace("\\t", "\t");
        Throwable failure = catchThrowable(() -> new YamlPropertySourceLoader()
                .load("it", new ByteArrayResource(yaml.getBytes(StandardCharsets.UTF_8))));

        FailureAnalysis analysis = new UnreadableYamlFailureAnalyzer().analyze(failure);

        assertThat(analysis).isNotNull();
        assertThat(analysis.getDescription())
                .startsWith("A configuration file can't be read at ")
                .contains(place);
    }

    private static @Nullable FailureAnalysis analysisOf(Throwable failure) {
        return new UnreadableSettingFailureAnalyzer().analyze(failure);
    }

    private static Throwable bind(String prefix, String name, String value) {
        Binder binder = new Binder(new MapConfigurationPropertySource(Map.of(name, value)));
        return catchThrowable(() -> binder.bind(prefix, Settings.class));
    }
}
