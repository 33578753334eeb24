package com.hubify.identity.server.login;

/** The target after the sign-in is not allowed: an error of the sender or an attack, not a failure of Clerk. */
final class UnusableTarget extends RuntimeException {

    private static final long serialVersionUID = 1L;

    UnusableTarget() {
        super("continue", null, false, false);
    }
}
