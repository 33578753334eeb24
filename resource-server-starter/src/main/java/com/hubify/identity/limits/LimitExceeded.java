package com.hubify.identity.limits;

import java.io.IOException;

/** Ends the reading of a request past a limit. It is an IOException, since that is what readers of a body expect. */
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

    // A stranger can cause as many of these as he likes.
    @Override
    public synchronized Throwable fillInStackTrace() {
        return this;
    }
}
