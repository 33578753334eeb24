package com.hubify.identity.server.standing;

/** What ends with a session at Clerk. */
public enum SessionEnds {
    NOTHING,
    /** Its session tokens, and the tokens exchanged for them. */
    SESSION,
    /** All browser sessions, grants and their tokens of the person, too; API keys stay. */
    SIGN_INS
}
