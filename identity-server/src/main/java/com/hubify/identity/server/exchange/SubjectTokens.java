package com.hubify.identity.server.exchange;

import java.util.Optional;

/** One kind of token that can be exchanged. */
interface SubjectTokens {

    /** Its {@code subject_token_type} (RFC 8693, section 3). */
    String type();

    /** Whether the server exchanges such tokens, by its settings. */
    default boolean isOffered() {
        return true;
    }

    /**
     * Verifies a token, which may be any text, by all revocations until now. Empty if it is invalid; why, is for the audit
     * trail alone.
     */
    Optional<Subject> verify(String token);
}
