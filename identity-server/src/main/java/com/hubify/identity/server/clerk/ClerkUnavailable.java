package com.hubify.identity.server.clerk;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** Clerk can't be reached, refuses us, or its answer can't be understood. What is known of a person stays as it is. */
public sealed class ClerkUnavailable extends RuntimeException permits ClerkNotUnderstood {

    private static final long serialVersionUID = 1L;

    private final Duration retryAfter;

    public ClerkUnavailable(String message, @Nullable Throwable cause) {
        this(message, cause, Duration.ZERO);
    }

    /** @param retryAfter how long Clerk wants to be left alone */
    public ClerkUnavailable(String message, @Nullable Throwable cause, Duration retryAfter) {
        super(message, cause);
        this.retryAfter = retryAfter;
    }

    /** A call that was not made: Clerk has been left alone for a while, or our share of calls is used up. */
    public static ClerkUnavailable notAsked(String message, Duration retryAfter) {
        return new ClerkUnavailable(message, new ClerkNotAsked(message), retryAfter);
    }

    /** Whether Clerk was asked. Otherwise this says nothing about Clerk. */
    public boolean wasAsked() {
        for (Throwable cause = getCause(); cause != null; cause = cause.getCause()) {
            if (cause instanceof ClerkNotAsked) {
                return false;
            }
        }
        return true;
    }

    /** How long Clerk wants to be left alone; zero if it didn't say. */
    public Duration retryAfter() {
        return retryAfter;
    }
}
