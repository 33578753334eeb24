package com.hubify.identity.settings;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.springframework.boot.EnvironmentPostProcessor;
import org.springframework.boot.SpringApplication;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.MapPropertySource;

/**
 * Reports the reason for a failed start once. Spring's and Tomcat's contexts log it as a warning with the names of all
 * beans involved, and Spring Boot then reports it again: in a sentence, or as an error with a stack trace. This
 * suppresses the warnings. Failures found by {@link EarlySettings} cause no such warnings; this is for those found by
 * beans. A service can set these loggers' levels itself.
 */
final class StartFailures implements EnvironmentPostProcessor {

    private static final String LEVEL = "logging.level.";

    /** Logs nothing else, at level error. Spring Boot throws the same failure again afterwards. */
    private static final String TOMCAT_CONTEXT =
            "org.springframework.boot.tomcat.servlet.DeferredServletContainerInitializers";

    /**
     * These loggers keep their errors and lose their warnings. Each kind of context logs by its own class; its only
     * other warnings are about failures while it closes. Tomcat's class loader warns of threads that an undeployed
     * application leaves behind, each with a stack trace; here the whole process ends.
     */
    private static final List<String> ERRORS_ALONE = List.of(
            "org.apache.catalina.loader.WebappClassLoaderBase",
            "org.springframework.boot.web.server.servlet.context.AnnotationConfigServletWebServerApplicationContext",
            "org.springframework.boot.web.server.reactive.context.AnnotationConfigReactiveWebServerApplicationContext",
            "org.springframework.context.annotation.AnnotationConfigApplicationContext");

    @Override
    public void postProcessEnvironment(ConfigurableEnvironment environment, SpringApplication application) {
        Map<String, Object> levels = new HashMap<>();
        ERRORS_ALONE.forEach(logger -> levels.put(LEVEL + logger, "error"));
        levels.put(LEVEL + TOMCAT_CONTEXT, "off");
        environment.getPropertySources().addLast(new MapPropertySource("hubifyStartFailures", levels));
    }
}
