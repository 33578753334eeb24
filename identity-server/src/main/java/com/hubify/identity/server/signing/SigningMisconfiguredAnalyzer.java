package com.hubify.identity.server.signing;

import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/** Reports what is misconfigured instead of a stack trace, which would hide it. */
final class SigningMisconfiguredAnalyzer extends AbstractFailureAnalyzer<SigningMisconfigured> {

    @Override
    protected FailureAnalysis analyze(Throwable rootFailure, SigningMisconfigured cause) {
        return new FailureAnalysis(cause.getMessage(), null, cause);
    }
}
