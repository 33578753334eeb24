package com.hubify.identity.server.reconciliation;

/** Clerk has not answered for longer than tokens are refreshed without it. */
public final class StandingUnknown extends RuntimeException {

    private static final long serialVersionUID = 1L;

    StandingUnknown() {
        super("Clerk has not answered for longer than hubify.identity.clerk.standing.fails-open-for");
    }
}
