package com.hubify.identity.settings;

import org.jspecify.annotations.Nullable;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.boot.diagnostics.FailureAnalyzer;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;

/**
 * Reports why a program cannot start in one sentence, and what to do in another. Spring Boot's own analyzer of invalid
 * properties would show the value, which may be a secret, and does not report missing properties.
 */
@Order(Ordered.HIGHEST_PRECEDENCE)
final class StartRefusedAnalyzer implements FailureAnalyzer {

    @Override
    public @Nullable FailureAnalysis analyze(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof InvalidSetting setting) {
                return analysis(setting, setting.remedy());
            }
            if (cause instanceof StartRefused refused) {
                return analysis(refused, refused.remedy());
            }
        }
        return null;
    }

    private static FailureAnalysis analysis(Throwable refused, @Nullable String remedy) {
        String problem = String.valueOf(refused.getMessage());
        return new FailureAnalysis(problem.endsWith(".") ? problem : problem + ".", remedy, refused);
    }
}
