package com.hubify.identity.resource;

import java.time.Duration;
import org.springframework.security.oauth2.server.resource.introspection.OAuth2IntrospectionException;

/** The issuer gave no answer about a credential, or none that can be used. */
final class IssuerUnavailable extends OAuth2IntrospectionException {

    private static final long serialVersionUID = 1L;

    private final Duration retryAfter;

    IssuerUnavailable(String message, Duration retryAfter) {
        super(message);
        this.retryAfter = retryAfter;
    }

    IssuerUnavailable(String message, Throwable cause) {
        super(message, cause);
        this.retryAfter = IssuerConnection.RETRY_AFTER;
    }

    Duration retryAfter() {
        return retryAfter;
    }
}
