package com.hubify.identity.server.client;

/** Too many BCrypt secrets are being checked, so this one could not be checked in time. The response is 503. */
public final class TooManySlowChecks extends RuntimeException {

    private static final long serialVersionUID = 1L;

    TooManySlowChecks() {
        super("too many {bcrypt} client secrets are being checked at once; {sha256} secrets have no such limit");
    }
}
