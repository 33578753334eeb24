package com.hubify.identity.settings;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.springframework.boot.EnvironmentPostProcessor;
import org.springframework.boot.SpringApplication;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.MapPropertySource;

/**
 * Has what keeps a program from starting told once. Spring's context and Tomcat's warn of it with the names of all beans on the way,
 * and Spring Boot tells the same below: in a sentence, or as an error with its trace where no sentence is known. Only the first is
 * left out.
 * What {@link EarlySettings} finds has no such warning; this is for what the beans find. A service that names these loggers itself
 * has its way.
 */
final class StartFailures implements EnvironmentPostProcessor {

    private static final String LEVEL = "logging.level.";

    /** Says nothing else, and at the level of an error. Spring Boot throws the same failure again once Tomcat is through. */
    private static final String TOMCAT_CONTEXT =
            "org.springframework.boot.tomcat.servlet.DeferredServletContainerInitializers";

    /**
     * Those that say more keep their errors. Each kind of context logs by its own class, and warns of nothing else but of what
     * fails while it closes. Tomcat's class loader warns of what a program leaves behind as it is taken out of a Tomcat that goes
     * on, such as threads, each with its trace; here the process ends with it.
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
