package com.hubify.identity.resource;

import com.hubify.identity.settings.Settings;
import java.util.Collection;
import org.slf4j.Logger;
import org.springframework.boot.context.properties.source.InvalidConfigurationPropertyValueException;

/** Says at start which filter chain protects what; with the starter's alone there is nothing to say. */
final class ChainReport {

    private static final String PROPERTY = "hubify.resource.filter-chain.enabled";

    private ChainReport() {}

    /** @param others the service's own chains, which come first */
    static void log(Logger log, boolean isEnabled, Collection<?> others) {
        if (!isEnabled) {
            log.warn(
                    "{} is false: a request that none of these filter chains matches is open to anybody: {}",
                    PROPERTY,
                    others);
        } else if (!others.isEmpty()) {
            log.info(
                    "These filter chains decide about the requests they match, hubify.resource.rules and public-paths about"
                            + " all others: {}",
                    others);
        }
    }

    /** What stops the start where Spring Security doesn't ask the starter's chain. */
    static InvalidConfigurationPropertyValueException unused(String filter) {
        return Settings.invalid(
                PROPERTY,
                "can't be kept: the starter's filter chain is not among those of " + filter,
                "In a test, add spring-boot-starter-security-test, without which it has no filters of Spring Security. Elsewhere"
                        + " remove the bean that takes the place of Spring Security's own " + filter + ", or set "
                        + PROPERTY + "=false if it protects every path of this service.");
    }

    /** What stops the start where requests come to handlers without Spring Security's filter being asked. */
    static InvalidConfigurationPropertyValueException without(String handler) {
        return Settings.invalid(
                PROPERTY,
                "can't be kept: " + handler + " calls handlers without the filters of Spring Security",
                "Remove it or build it with WebHttpHandlerBuilder.applicationContext, or set " + PROPERTY
                        + "=false if it protects every path of this service.");
    }
}
