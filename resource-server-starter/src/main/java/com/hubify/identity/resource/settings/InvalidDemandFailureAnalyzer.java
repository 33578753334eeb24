package com.hubify.identity.resource.settings;

import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;

/** Says in two sentences which handler keeps a service from starting and what to write there. */
@Order(Ordered.HIGHEST_PRECEDENCE)
final class InvalidDemandFailureAnalyzer extends AbstractFailureAnalyzer<InvalidDemand> {

    @Override
    protected FailureAnalysis analyze(Throwable rootFailure, InvalidDemand cause) {
        return new FailureAnalysis(cause.getMessage() + ".", cause.remedy(), cause);
    }
}
