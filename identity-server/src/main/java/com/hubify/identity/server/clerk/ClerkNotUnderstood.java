package com.hubify.identity.server.clerk;

/** Clerk has answered, and a document about a person is not of its kind. What it says of others may be understood. */
public final class ClerkNotUnderstood extends ClerkUnavailable {

    private static final long serialVersionUID = 1L;

    public ClerkNotUnderstood(IllegalArgumentException cause) {
        super("a document of Clerk can't be understood: " + cause.getMessage(), cause);
    }
}
