package com.hubify.identity.resource.issuer;

import java.time.Duration;
import org.springframework.security.oauth2.server.resource.introspection.OAuth2IntrospectionException;

/** The issuer gave no answer about a credential, or none that can be used. */
public final class IssuerUnavailable extends OAuth2IntrospectionException {

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
