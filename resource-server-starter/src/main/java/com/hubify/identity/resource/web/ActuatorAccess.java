package com.hubify.identity.resource.web;

import com.hubify.identity.resource.settings.PropertyRules;
import com.hubify.identity.resource.settings.ResourceServerProperties.Rule;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.core.env.Environment;
import org.springframework.util.ClassUtils;

/**
 * Decides which rules and public paths apply to actuator endpoints: only those whose pattern begins with the actuator's
 * base path. A pattern for everything does not, since it is written with the service's own paths in mind, while the
 * actuator shows the environment and changes log levels.
 *
 * @param basePath base path of the endpoints; empty if at the root
 */
public record ActuatorAccess(String basePath) {

    private static final boolean IS_PRESENT = ClassUtils.isPresent(
            "org.springframework.boot.actuate.autoconfigure.endpoint.web.WebEndpointProperties",
            ActuatorAccess.class.getClassLoader());

    public static boolean isPresent() {
        return IS_PRESENT;
    }

    /** Finds the base path in the configuration; null if the service has no actuator. */
    public static @Nullable ActuatorAccess find(Environment environment) {
        return IS_PRESENT ? of(environment) : null;
    }

    public static ActuatorAccess of(Environment environment) {
        String path = environment.getProperty("management.endpoints.web.base-path", "/actuator");
        return new ActuatorAccess(path.endsWith("/") ? path.substring(0, path.length() - 1) : path);
    }

    /** Why an endpoint is refused if no rule names it, and how to allow it; for the log. */
    public String reason() {
        return "actuator endpoints other than health are denied: add a rule to hubify.resource.rules whose path begins with "
                + basePath + "/";
    }

    public boolean isNamedBy(Rule rule) {
        return rule.names(basePath);
    }

    /** Those of the path patterns that begin with the actuator's base path. */
    public List<String> named(List<String> patterns) {
        return patterns.stream()
                .filter(pattern -> PropertyRules.names(pattern, basePath))
                .toList();
    }
}
