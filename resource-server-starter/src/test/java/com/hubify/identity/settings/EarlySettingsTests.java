package com.hubify.identity.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Configuration;

/** What a whole service on the starter says whose settings are wrong. */
@ExtendWith(OutputCaptureExtension.class)
class EarlySettingsTests {

    private static final List<String> GOOD = List.of(
            "server.port=0",
            "hubify.resource.issuer-uri=http://127.0.0.1:1",
            "hubify.resource.client-id=labs",
            "hubify.resource.client-secret=s",
            "hubify.resource.clerk.scopes=labs:read",
            "hubify.resource.clerk.issuer=https://clerk.example",
            "hubify.resource.rules[0].path=/v1/labs",
            "hubify.request.paths[0].path=/v1/labs",
            "hubify.request.paths[0].max-time=0");

    private static final Map<String, String> SENTENCES = Map.of(
            "hubify.resource.client-secret=", "hubify.resource.client-secret is not set",
            "hubify.resource.max-staleness=100ms", "hubify.resource.max-staleness is less than 200ms",
            "hubify.resource.clerk.issuer=", "hubify.resource.clerk.issuer is not set although",
            "hubify.resource.rules[0].methods=GTE", "hubify.resource.rules[0].methods",
            "hubify.resource.timeout=2",
                    "hubify.resource.timeout must be a time with its unit, such as 500ms, 10s or 30d.",
            "hubify.resource.timeout=${NOPE:2}", "hubify.resource.timeout must be a time with its unit",
            "hubify.request.max-size=64", "hubify.request.max-size must be a size with its unit, such as 64KB or 2MB.",
            "hubify.request.max-size=64B", "hubify.request.max-size must be a size of at least 1KB",
            "hubify.request.paths[0].max-size=-2", "hubify.request.paths[0].max-size must be a size with its unit");

    /** A newcomer's slip in a service: the sentence stood below a warning of 1,000 characters, with the names of beans. */
    @ParameterizedTest
    @MethodSource("slips")
    void areToldAlone(WebApplicationType type, String setting, String sentence, CapturedOutput output) {
        SpringApplication service = service(type, Service.class);

        assertThatThrownBy(() -> service.run(with(setting))).isNotNull();

        assertThat(output)
                .containsOnlyOnce(sentence)
                .contains("APPLICATION FAILED TO START")
                .doesNotContain(" WARN ", "condition evaluation", "\tat ");
    }

    static Stream<Arguments> slips() {
        return SENTENCES.entrySet().stream()
                .flatMap(slip -> Stream.of(WebApplicationType.SERVLET, WebApplicationType.REACTIVE)
                        .map(type -> Arguments.of(type, slip.getKey(), slip.getValue())));
    }

    /** A program that leaves the starter's part out needs none of its settings. */
    @Test
    void areNotAskedOfAProgramWithoutThem() {
        try (ConfigurableApplicationContext program =
                service(WebApplicationType.NONE, Program.class).run()) {
            assertThat(program.isRunning()).isTrue();
        }
    }

    /** None and no limit have no unit. */
    @ParameterizedTest
    @CsvSource({"hubify.request.max-time=0", "hubify.request.max-size=-1", "hubify.resource.timeout=1s"})
    void mayLeaveTheUnitOutWhereNoneIsMeant(String setting) {
        try (ConfigurableApplicationContext program = service(WebApplicationType.NONE, Program.class)
                .run("--hubify.resource.issuer-uri=http://127.0.0.1:1", "--" + setting)) {
            assertThat(program.isRunning()).isTrue();
        }
    }

    @Test
    void leaveAServicesOwnAlone() {
        try (ConfigurableApplicationContext program =
                service(WebApplicationType.NONE, Observatory.class).run("--observatory.pause=60")) {
            assertThat(program.getBean(ObservatoryProperties.class).pause()).hasMillis(60);
        }
    }

    /** A command line that would start a service, but for one setting. */
    private static String[] with(String setting) {
        String name = setting.substring(0, setting.indexOf('=') + 1);
        return Stream.concat(GOOD.stream().filter(good -> !good.startsWith(name)), Stream.of(setting))
                .map(each -> "--" + each)
                .toArray(String[]::new);
    }

    private static SpringApplication service(WebApplicationType type, Class<?> source) {
        SpringApplication service = new SpringApplication(source);
        service.setWebApplicationType(type);
        return service;
    }

    @Configuration(proxyBeanMethods = false)
    @EnableAutoConfiguration
    static class Service {}

    @Configuration(proxyBeanMethods = false)
    static class Program {}

    @Configuration(proxyBeanMethods = false)
    @EnableConfigurationProperties(ObservatoryProperties.class)
    static class Observatory {}

    @ConfigurationProperties("observatory")
    record ObservatoryProperties(Duration pause) {}
}
