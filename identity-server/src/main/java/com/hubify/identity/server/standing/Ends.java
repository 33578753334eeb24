package com.hubify.identity.server.standing;

/** What of a person ends, and is not issued any more. */
public enum Ends {
    NOTHING,
    /** Browser sessions, grants and their tokens; API keys stay. */
    SIGN_INS,
    /** API keys, too. */
    EVERYTHING
}
