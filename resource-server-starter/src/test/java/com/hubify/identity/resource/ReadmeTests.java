package com.hubify.identity.resource;

import static org.assertj.core.api.Assertions.assertThat;

import com.hubify.identity.resource.issuer.IssuerConfiguration;
import com.hubify.identity.resource.memory.CredentialConfiguration;
import com.hubify.identity.resource.revocation.RevocationConfiguration;
import com.hubify.identity.resource.settings.ResourceServerProperties;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tag;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.io.InputStream;
import java.io.StringWriter;
import java.lang.reflect.RecordComponent;
import java.net.URI;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.tools.JavaCompiler;
import javax.tools.SimpleJavaFileObject;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The README names every setting and every figure there is, and no other. */
class ReadmeTests {

    private static final String PREFIX = "hubify.resource.";
    private static final Pattern NAME = Pattern.compile("`([^`]+)`");

    @Test
    void namesEverySetting() throws IOException {
        Set<String> settings = metadata().keySet().stream()
                .filter(name -> !name.equals("rules"))
                .collect(Collectors.toCollection(TreeSet::new));
        Arrays.stream(ResourceServerProperties.Rule.class.getRecordComponents())
                .map(RecordComponent::getName)
                .forEach(name -> settings.add("rules[n]." + name));

        Set<String> named = rows("Settings").stream()
                .flatMap(row -> names(row.get(0)))
                .collect(Collectors.toCollection(TreeSet::new));

        assertThat(named).isEqualTo(settings);
    }

    @Test
    void namesEveryDefault() throws IOException {
        Map<String, JsonNode> settings = metadata();

        for (List<String> row : rows("Settings")) {
            names(row.get(0))
                    .map(settings::get)
                    .filter(Objects::nonNull)
                    .map(setting -> setting.path("defaultValue"))
                    .filter(value -> !value.isMissingNode())
                    .forEach(value -> assertThat(row.get(1)).as(row.get(0)).isEqualTo("`%s`", text(value)));
        }
    }

    @Test
    void describesEverySetting() throws IOException {
        assertThat(metadata())
                .isNotEmpty()
                .allSatisfy((name, setting) -> assertThat(
                                setting.path("description").asString(""))
                        .as(name)
                        .isNotBlank());
    }

    @Test
    void namesEveryFigureAndItsTags() {
        Map<String, Set<String>> named = new LinkedHashMap<>();
        for (List<String> row : rows("Figures")) {
            names(row.get(0))
                    .filter(name -> name.startsWith(PREFIX))
                    .forEach(name -> named.put(name, names(row.get(1)).collect(Collectors.toSet())));
        }

        new ApplicationContextRunner()
                .withUserConfiguration(Judgement.class)
                .withBean(SimpleMeterRegistry.class)
                .withPropertyValues(
                        PREFIX + "issuer-uri=http://127.0.0.1:1", PREFIX + "client-id=a", PREFIX + "client-secret=b")
                .run(context -> assertThat(figures(context.getBean(MeterRegistry.class)))
                        .isEqualTo(named));
    }

    // Fault: samples without imports, and of methods that there no longer were.
    @Test
    void hasSamplesThatCompile(@TempDir Path classes) {
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        List<String> samples = Pattern.compile("```java\n(.*?)```", Pattern.DOTALL)
                .matcher(read())
                .results()
                .map(sample -> sample.group(1))
                .filter(sample -> !sample.contains("org.springframework.ws.")) // not on the class path
                .toList();
        assertThat(samples).hasSizeGreaterThan(8);
        for (String sample : samples) {
            StringWriter errors = new StringWriter();
            boolean compiles = compiler.getTask(
                            errors,
                            null,
                            null,
                            List.of("-proc:none", "-d", classes.toString()),
                            null,
                            List.of(new Sample(sample)))
                    .call();
            assertThat(compiles).as("%s%n%s", sample, errors).isTrue();
        }
    }

    private static final class Sample extends SimpleJavaFileObject {

        private final String text;

        Sample(String text) {
            super(URI.create("string:///Sample.java"), Kind.SOURCE);
            this.text = text;
        }

        @Override
        public CharSequence getCharContent(boolean ignoreEncodingErrors) {
            return text;
        }
    }

    private static Map<String, Set<String>> figures(MeterRegistry registry) {
        return registry.getMeters().stream()
                .map(Meter::getId)
                .filter(meter -> meter.getName().startsWith(PREFIX))
                .collect(Collectors.toMap(
                        Meter.Id::getName,
                        meter -> meter.getTags().stream().map(Tag::getKey).collect(Collectors.toSet()),
                        (one, other) -> one));
    }

    // The starter's own: settings that tests declare have metadata as well.
    private static Map<String, JsonNode> metadata() throws IOException {
        URL starter = ResourceServerProperties.class
                .getProtectionDomain()
                .getCodeSource()
                .getLocation();
        try (InputStream file = URI.create(starter + "META-INF/spring-configuration-metadata.json")
                .toURL()
                .openStream()) {
            Map<String, JsonNode> settings = new LinkedHashMap<>();
            for (JsonNode setting : JsonMapper.shared().readTree(file).path("properties")) {
                String name = setting.path("name").asString("");
                if (name.startsWith(PREFIX)) {
                    settings.put(name.substring(PREFIX.length()), setting);
                }
            }
            return settings;
        }
    }

    private static String text(JsonNode value) {
        return value.isArray() ? text(value.path(0)) : value.asString("");
    }

    /** The rows of a section's table, without its head. */
    private static List<List<String>> rows(String section) {
        String text = read().split("\n## " + section + "\n", 2)[1].split("\n## ", 2)[0];
        return text.lines()
                .filter(line -> line.startsWith("| "))
                .skip(2)
                .map(line -> Arrays.stream(line.split("\\|"))
                        .map(String::strip)
                        .skip(1)
                        .toList())
                .toList();
    }

    private static Stream<String> names(String cell) {
        return NAME.matcher(cell).results().map((MatchResult name) -> name.group(1));
    }

    private static String read() {
        try {
            return Files.readString(Path.of("README.md"));
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    @Configuration(proxyBeanMethods = false)
    @EnableConfigurationProperties(ResourceServerProperties.class)
    @Import({IssuerConfiguration.class, CredentialConfiguration.class, RevocationConfiguration.class})
    static class Judgement {}
}
