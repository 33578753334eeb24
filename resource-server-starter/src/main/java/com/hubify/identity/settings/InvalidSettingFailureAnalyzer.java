package com.hubify.identity.settings;

import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.source.InvalidConfigurationPropertyValueException;
import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;

/**
 * Says in a sentence which property keeps a program from starting. Spring Boot's own analyzer would show the value, which may
 * be a secret, and says nothing of a property that is missing.
 */
@Order(Ordered.HIGHEST_PRECEDENCE)
final class InvalidSettingFailureAnalyzer extends AbstractFailureAnalyzer<InvalidConfigurationPropertyValueException> {

    @Override
    protected @Nullable FailureAnalysis analyze(
            Throwable rootFailure, InvalidConfigurationPropertyValueException cause) {
        return cause.getName().startsWith("hubify.")
                ? new FailureAnalysis(
                        cause.getName() + " " + cause.getReason() + ".",
                        "Change the property and start again; docs/configuration.md describes all of them.",
                        cause)
                : null;
    }
}
