package com.hubify.identity.settings;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.springframework.boot.EnvironmentPostProcessor;
import org.springframework.boot.SpringApplication;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.MapPropertySource;

/**
 * Has what keeps a program from starting told once. Spring's context warns of it with the names of all beans on the way, and Spring
 * Boot tells the same below: in a sentence, or as an error with its trace where no sentence is known. Only the first is left out.
 * What {@link EarlySettings} finds has no such warning; this is for what the beans find. A service that names these loggers itself
 * has its way.
 */
final class StartFailures implements EnvironmentPostProcessor {

    private static final String LEVEL = "logging.level.";

    /** Each kind of context logs by its own class, and warns of nothing else but of what fails while it closes. */
    private static final List<String> CONTEXTS = List.of(
            "org.springframework.boot.web.server.servlet.context.AnnotationConfigServletWebServerApplicationContext",
            "org.springframework.boot.web.server.reactive.context.AnnotationConfigReactiveWebServerApplicationContext",
            "org.springframework.context.annotation.AnnotationConfigApplicationContext");

    @Override
    public void postProcessEnvironment(ConfigurableEnvironment environment, SpringApplication application) {
        Map<String, Object> levels = CONTEXTS.stream().collect(Collectors.toMap(LEVEL::concat, context -> "error"));
        environment.getPropertySources().addLast(new MapPropertySource("hubifyStartFailures", levels));
    }
}
