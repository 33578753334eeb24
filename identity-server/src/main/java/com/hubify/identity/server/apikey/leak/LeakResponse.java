package com.hubify.identity.server.apikey.leak;

/** What becomes of a key that was found in public. */
public enum LeakResponse {
    /** It ends. */
    REVOKE,
    /** It may only read, until its owner rotates or revokes it. */
    QUARANTINE
}
