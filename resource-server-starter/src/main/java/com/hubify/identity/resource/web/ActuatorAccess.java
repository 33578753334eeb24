package com.hubify.identity.resource.web;

import com.hubify.identity.resource.settings.PropertyRules;
import com.hubify.identity.resource.settings.ResourceServerProperties.Rule;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.core.env.Environment;
import org.springframework.util.ClassUtils;

/**
 * What opens an endpoint of the actuator: a rule or public path that begins with the actuator's own path. One for everything
 * does not, since it is written with the service's paths in mind, and the actuator reads the environment and sets log levels.
 *
 * @param basePath where the endpoints are, empty if at the root
 */
public record ActuatorAccess(String basePath) {

    private static final boolean IS_PRESENT = ClassUtils.isPresent(
            "org.springframework.boot.actuate.autoconfigure.endpoint.web.WebEndpointProperties",
            ActuatorAccess.class.getClassLoader());

    public static boolean isPresent() {
        return IS_PRESENT;
    }

    /** Where the actuator of the service is; null if it has none. */
    public static @Nullable ActuatorAccess find(Environment environment) {
        return IS_PRESENT ? of(environment) : null;
    }

    public static ActuatorAccess of(Environment environment) {
        String path = environment.getProperty("management.endpoints.web.base-path", "/actuator");
        return new ActuatorAccess(path.endsWith("/") ? path.substring(0, path.length() - 1) : path);
    }

    /** Why an endpoint that no rule names is closed, and what to do about it. */
    public String reason() {
        return "endpoints of the actuator are closed but for health: add a rule to hubify.resource.rules whose path begins with "
                + basePath + "/";
    }

    public boolean isNamedBy(Rule rule) {
        return rule.names(basePath);
    }

    /** Those of the path patterns that name the actuator. */
    public List<String> named(List<String> patterns) {
        return patterns.stream()
                .filter(pattern -> PropertyRules.names(pattern, basePath))
                .toList();
    }
}
