package com.hubify.identity.server.standing;

/** How a person stands at Clerk, from the mildest to the severest. The names are stored. */
public enum Standing {
    ACTIVE,
    /** Can't sign in for a while, after too many wrong passwords or by an operator. Sessions go on. */
    LOCKED,
    /** Can't sign in, and has no sessions. */
    BANNED,
    /** Does not exist any more. Final: Clerk gives no id twice. */
    DELETED
}
