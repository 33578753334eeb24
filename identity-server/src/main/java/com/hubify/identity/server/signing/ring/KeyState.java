package com.hubify.identity.server.signing.ring;

import java.util.Locale;

/** Stage in the life cycle of a version. */
public enum KeyState {
    /** Published, so that every verifier has it before the first token it signs. */
    ANNOUNCED,
    /** Signs. */
    ACTIVE,
    /** No longer signs, but is published for the tokens it has signed, unless it is compromised. */
    RETIRED,
    /** All its tokens have expired. Not published, and its private key may be destroyed. */
    GONE;

    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
