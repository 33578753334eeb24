package com.hubify.identity.server.signing.ring;

import java.util.Locale;

/** Where a version is in its life. */
public enum KeyState {
    /** Published, so that every verifier has it before the first token it signs. */
    ANNOUNCED,
    /** Signs. */
    ACTIVE,
    /** Signs no more, but is published for the tokens it has signed, unless it is compromised. */
    RETIRED,
    /** All its tokens have expired. Not published, and its private half may be destroyed. */
    GONE;

    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
