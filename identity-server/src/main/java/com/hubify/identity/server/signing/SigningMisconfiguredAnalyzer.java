package com.hubify.identity.server.signing;

import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/** Says it in place of a stack trace, in which nobody would find it. */
final class SigningMisconfiguredAnalyzer extends AbstractFailureAnalyzer<SigningMisconfigured> {

    @Override
    protected FailureAnalysis analyze(Throwable rootFailure, SigningMisconfigured cause) {
        return new FailureAnalysis(cause.getMessage(), null, cause);
    }
}
