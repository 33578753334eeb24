package com.hubify.identity.server.clerk;

import java.io.IOException;

/** A call to Clerk that was not made: it has not been answering, or too many calls are waiting for it. */
final class ClerkNotAsked extends IOException {

    private static final long serialVersionUID = 1L;

    ClerkNotAsked(String message) {
        super(message);
    }

    // In an outage there is one for every request.
    @Override
    public synchronized Throwable fillInStackTrace() {
        return this;
    }
}
