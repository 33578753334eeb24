package com.hubify.identity.server.reconciliation;

/** Clerk has not answered for longer than tokens are refreshed without it, or its answer is not believed. */
public final class StandingUnknown extends RuntimeException {

    private static final long serialVersionUID = 1L;

    StandingUnknown(String message) {
        super(message);
    }
}
