package com.hubify.identity.resource;

import java.time.Duration;
import org.springframework.security.core.AuthenticationException;

/** A credential could be neither accepted nor refused: 503 at the edge, so that good callers keep theirs and come back. */
final class VerificationUnavailable extends AuthenticationException {

    private static final long serialVersionUID = 1L;

    private final Duration retryAfter;

    VerificationUnavailable(Duration retryAfter) {
        super("The credential cannot be verified now");
        this.retryAfter = retryAfter;
    }

    Duration retryAfter() {
        return retryAfter;
    }
}
