package com.hubify.identity.server.login;

/** A sign-in is to lead where nobody can be led: its sender's mistake, or trick, and nothing of Clerk's. */
final class UnusableTarget extends RuntimeException {

    private static final long serialVersionUID = 1L;

    UnusableTarget() {
        super("continue", null, false, false);
    }
}
