package com.hubify.identity.limits.servlet;

import java.util.Map;
import org.springframework.boot.EnvironmentPostProcessor;
import org.springframework.boot.SpringApplication;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.MapPropertySource;

/**
 * Keeps the content of requests out of the log. Tomcat logs the first request it cannot parse as it was sent: the URL
 * with its query, headers or cookies, which may hold secrets. A service can set these loggers' levels itself.
 */
final class TomcatLogging implements EnvironmentPostProcessor {

    private static final String LEVEL = "logging.level.org.apache.";

    @Override
    public void postProcessEnvironment(ConfigurableEnvironment environment, SpringApplication application) {
        environment
                .getPropertySources()
                .addLast(new MapPropertySource(
                        "hubifyTomcatLogging",
                        Map.of(
                                LEVEL + "coyote.http11.Http11Processor", "warn",
                                LEVEL + "tomcat.util.http.Parameters", "warn",
                                LEVEL + "tomcat.util.http.parser.Cookie", "warn")));
    }
}
