package com.hubify.identity.resource.verification;

import java.time.Duration;
import org.springframework.security.core.AuthenticationException;

/** A credential could be neither accepted nor refused: 503 at the edge, so that good callers keep theirs and come back. */
public final class VerificationUnavailable extends AuthenticationException {

    private static final long serialVersionUID = 1L;

    private final Duration retryAfter;

    public VerificationUnavailable(Duration retryAfter) {
        super("The credential cannot be verified now");
        this.retryAfter = retryAfter;
    }

    public Duration retryAfter() {
        return retryAfter;
    }
}
