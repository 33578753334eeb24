package com.hubify.identity.resource.keys;

import com.nimbusds.jose.KeySourceException;
import java.time.Duration;

/** The issuer may have the key of a token, and cannot be asked before that time is over. */
public final class KeysUnavailable extends KeySourceException {

    private static final long serialVersionUID = 1L;

    private final Duration retryAfter;

    KeysUnavailable(String message, Duration retryAfter) {
        super(message);
        this.retryAfter = retryAfter;
    }

    public Duration retryAfter() {
        return retryAfter;
    }
}
