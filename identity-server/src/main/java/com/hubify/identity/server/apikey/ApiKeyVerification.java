package com.hubify.identity.server.apikey;

import org.jspecify.annotations.Nullable;

/** Result of verifying an API key. */
public sealed interface ApiKeyVerification {

    /** The key is valid. */
    record Accepted(ApiKey key) implements ApiKeyVerification {}

    /**
     * The key is invalid. Clients get the same response for every reason.
     *
     * @param reason for the audit trail only
     * @param id the id in the key; null if it is malformed
     */
    record Refused(Reason reason, @Nullable ApiKeyId id) implements ApiKeyVerification {}

    /** Why a key is invalid. */
    enum Reason {
        MALFORMED,
        UNKNOWN,
        WRONG_SECRET,
        REVOKED,
        /** It is valid, but not from the sender's address. */
        NETWORK,
        /** It has expired, or was revoked so long ago that this is no longer stored. */
        EXPIRED
    }
}
