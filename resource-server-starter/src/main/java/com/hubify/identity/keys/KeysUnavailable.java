package com.hubify.identity.keys;

import java.time.Duration;

/** The key of a token is not known and its issuer can't be asked now, so the token is neither good nor bad. */
public final class KeysUnavailable extends Exception {

    private static final long serialVersionUID = 1L;

    /** For a caller who asked not to wait. Without a stack trace, since many first tokens end here. */
    static final KeysUnavailable WITHOUT_WAITING =
            new KeysUnavailable("The issuer has not been asked", Duration.ZERO, false);

    private final Duration retryAfter;

    KeysUnavailable(String message, Duration retryAfter) {
        this(message, retryAfter, true);
    }

    private KeysUnavailable(String message, Duration retryAfter, boolean traced) {
        super(message, null, traced, traced);
        this.retryAfter = retryAfter;
    }

    /** When to ask again; zero if only this caller didn't want to wait. */
    public Duration retryAfter() {
        return retryAfter;
    }
}
