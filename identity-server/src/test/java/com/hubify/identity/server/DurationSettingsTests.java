package com.hubify.identity.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.net.URL;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.bind.DataObjectPropertyName;
import org.springframework.boot.context.properties.source.InvalidConfigurationPropertyValueException;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;
import org.springframework.context.annotation.ClassPathScanningCandidateComponentProvider;
import org.springframework.core.type.filter.AnnotationTypeFilter;
import org.springframework.util.ClassUtils;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Fault: a time of a thousand years. Some are counted in nanoseconds, of which a long holds 292 years, and some are added to
 * today, so the server would start and fail at each request. Every setting of a time has a longest value, and none is negative.
 */
class DurationSettingsTests {

    private static final Map<String, String> NEEDED = Map.of(
            "hubify.identity.login.issuer", "https://clerk.example.com",
            "hubify.identity.login.client-id", "id",
            "hubify.identity.login.client-secret", "secret",
            "hubify.identity.signing.provider", "local",
            "hubify.resource.issuer-uri", "https://id.example.com");

    @TestFactory
    Stream<DynamicTest> tooLongOrNegativeStopsTheStart() throws IOException {
        List<String> names = durations();
        assertThat(names).hasSizeGreaterThan(15).contains("hubify.request.max-time", "hubify.resource.timeout");
        return names.stream()
                .flatMap(name -> Stream.of("365000d", "-1s")
                        .map(value -> DynamicTest.dynamicTest(name + "=" + value, () -> refuses(name, value))));
    }

    private static void refuses(String name, String value) throws ClassNotFoundException {
        Map<String, String> settings = new HashMap<>(NEEDED);
        settings.put(name, value);
        Class<?> properties = holderOf(name);
        String prefix = prefix(properties);

        assertThatThrownBy(
                        () -> new Binder(new MapConfigurationPropertySource(settings)).bindOrCreate(prefix, properties))
                .rootCause()
                .isInstanceOfSatisfying(
                        InvalidConfigurationPropertyValueException.class,
                        refusal -> assertThat(refusal.getName()).isEqualTo(name));
    }

    private static List<String> durations() throws IOException {
        List<String> names = new ArrayList<>();
        for (URL page : Collections.list(DurationSettingsTests.class
                .getClassLoader()
                .getResources("META-INF/spring-configuration-metadata.json"))) {
            try (InputStream text = page.openStream()) {
                for (JsonNode property : JsonMapper.shared().readTree(text).path("properties")) {
                    String name = property.path("name").asString();
                    if (name.startsWith("hubify.")
                            && property.path("type").asString("").equals(Duration.class.getName())) {
                        names.add(name);
                    }
                }
            }
        }
        // One of each client has no place of its own here, and is checked with the client.
        names.removeIf(name -> name.startsWith("hubify.identity.clients."));
        return names;
    }

    private static Class<?> holderOf(String name) throws ClassNotFoundException {
        ClassPathScanningCandidateComponentProvider scanner = new ClassPathScanningCandidateComponentProvider(false);
        scanner.addIncludeFilter(new AnnotationTypeFilter(ConfigurationProperties.class));
        List<Class<?>> found = new ArrayList<>();
        for (var candidate : scanner.findCandidateComponents("com.hubify.identity")) {
            Class<?> properties = ClassUtils.forName(
                    String.valueOf(candidate.getBeanClassName()), DurationSettingsTests.class.getClassLoader());
            if (name.startsWith(prefix(properties) + ".") && holds(properties, name)) {
                found.add(properties);
            }
        }
        return found.stream()
                .max(Comparator.comparing(properties -> prefix(properties).length()))
                .orElseThrow(() -> new AssertionError("Nothing holds " + name));
    }

    // Features share a prefix, and each holds its own part of what stands below it.
    private static boolean holds(Class<?> properties, String name) {
        String member = name.substring(prefix(properties).length() + 1).split("\\.")[0];
        return !properties.isRecord()
                || Stream.of(properties.getRecordComponents())
                        .anyMatch(component -> DataObjectPropertyName.toDashedForm(component.getName())
                                .equals(member));
    }

    private static String prefix(Class<?> properties) {
        ConfigurationProperties annotation = properties.getAnnotation(ConfigurationProperties.class);
        return annotation.value().isEmpty() ? annotation.prefix() : annotation.value();
    }
}
