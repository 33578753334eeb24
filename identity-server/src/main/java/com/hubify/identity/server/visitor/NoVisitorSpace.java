package com.hubify.identity.server.visitor;

import java.time.Duration;

/** Too much was begun by people who are not signed in. To whoever would begin now this is 503, and they may come back. */
public final class NoVisitorSpace extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final Duration retryAfter;

    NoVisitorSpace(Duration retryAfter) {
        super("visitors fill the space set aside for them, hubify.identity.visitors.max-memory");
        this.retryAfter = retryAfter;
    }

    /** When some of the space is free again. */
    public Duration retryAfter() {
        return retryAfter;
    }
}
