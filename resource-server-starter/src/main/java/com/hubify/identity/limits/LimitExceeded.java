package com.hubify.identity.limits;

import java.io.IOException;

/**
 * Thrown while the body of a request that exceeded a limit is read. An {@link IOException}, since code that reads a
 * body handles these.
 */
public final class LimitExceeded extends IOException {

    private static final long serialVersionUID = 1;

    private final ExceededLimit limit;

    public LimitExceeded(ExceededLimit limit) {
        super(limit.message());
        this.limit = limit;
    }

    public ExceededLimit limit() {
        return limit;
    }

    // Unauthenticated clients can cause any number of these, and a stack trace is expensive.
    @Override
    public synchronized Throwable fillInStackTrace() {
        return this;
    }
}
