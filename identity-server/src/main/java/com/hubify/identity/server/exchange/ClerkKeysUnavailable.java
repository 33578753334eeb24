package com.hubify.identity.server.exchange;

import com.hubify.identity.keys.KeysUnavailable;

/** No key of Clerk is known and Clerk doesn't answer, so a session token is neither good nor bad. Answered with 503. */
public final class ClerkKeysUnavailable extends RuntimeException {

    private static final long serialVersionUID = 1L;

    ClerkKeysUnavailable(KeysUnavailable cause) {
        super("Clerk's keys are not known, and Clerk does not answer", cause);
    }
}
