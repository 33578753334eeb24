package com.hubify.identity.server.login.clerk;

import org.jspecify.annotations.Nullable;

/** Clerk can't be reached, or its discovery document is invalid. */
public final class ClerkUnavailable extends RuntimeException {

    private static final long serialVersionUID = 1L;

    ClerkUnavailable(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
