package com.hubify.identity.settings;

import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/** Says in a sentence which versions of Spring Boot are served, in place of the class that was not found. */
final class UnsupportedSpringBootFailureAnalyzer extends AbstractFailureAnalyzer<UnsupportedSpringBoot> {

    @Override
    protected FailureAnalysis analyze(Throwable rootFailure, UnsupportedSpringBoot cause) {
        return new FailureAnalysis(
                cause.getMessage() + ".",
                "Use a served version of Spring Boot, or the version of the starter that was made for yours.",
                cause);
    }
}
