package com.hubify.identity.limits.servlet;

import java.util.Map;
import org.springframework.boot.EnvironmentPostProcessor;
import org.springframework.boot.SpringApplication;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.MapPropertySource;

/**
 * Keeps requests out of the log. Tomcat writes the first request that it can't parse there, as it came: its address with the
 * query, its header or its cookies, in which secrets are. A service that names these loggers itself has its way.
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
