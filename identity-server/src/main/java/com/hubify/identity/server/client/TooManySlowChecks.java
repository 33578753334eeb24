package com.hubify.identity.server.client;

/** So many secrets with a slow digest are being checked that this one had no turn in time. It is answered 503. */
public final class TooManySlowChecks extends RuntimeException {

    private static final long serialVersionUID = 1L;

    TooManySlowChecks() {
        super("too many {bcrypt} client secrets are being checked at once; {sha256} secrets have no such limit");
    }
}
