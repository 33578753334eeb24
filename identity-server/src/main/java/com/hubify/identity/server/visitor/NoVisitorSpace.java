package com.hubify.identity.server.visitor;

import java.time.Duration;

/** People who are not signed in have begun more than there is room for. The next one is answered 503 and may come back. */
public final class NoVisitorSpace extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final Duration retryAfter;

    /** @param property the setting of the limit */
    NoVisitorSpace(String property, Duration retryAfter) {
        super("no memory is left for unfinished sign-ins and device authorizations, limited by " + property);
        this.retryAfter = retryAfter;
    }

    /** When memory is free again. */
    public Duration retryAfter() {
        return retryAfter;
    }
}
