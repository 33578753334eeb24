package com.hubify.identity.resource.issuer;

import java.time.Duration;
import org.springframework.security.core.AuthenticationException;

/**
 * The issuer gave no usable answer, so a credential can be neither accepted nor refused. Answered with 503 and {@code
 * Retry-After}: a 401 would have clients throw good credentials away.
 */
public final class IssuerUnavailable extends AuthenticationException {

    private static final long serialVersionUID = 1L;

    private final Duration retryAfter;

    public IssuerUnavailable(String message, Duration retryAfter) {
        super(message);
        this.retryAfter = retryAfter;
    }

    public IssuerUnavailable(String message, Throwable cause) {
        super(message, cause);
        this.retryAfter = IssuerConnection.RETRY_AFTER;
    }

    public Duration retryAfter() {
        return retryAfter;
    }
}
