package com.hubify.identity.server.login;

/** The address to go on to after a sign-in can't be used: a mistake or a trick of its sender, and no failure of Clerk's. */
final class UnusableTarget extends RuntimeException {

    private static final long serialVersionUID = 1L;

    UnusableTarget() {
        super("continue", null, false, false);
    }
}
