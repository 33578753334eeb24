package com.hubify.identity.server.apikey;

import org.jspecify.annotations.Nullable;

/** What came of verifying a presented key. */
public sealed interface Verification {

    /** The key is good. */
    record Accepted(ApiKey key) implements Verification {}

    /**
     * The key is not good. Outside, every reason looks the same.
     *
     * @param reason goes to the audit trail only
     * @param id the id it claims; null if it has not even the form of a key
     */
    record Refused(Reason reason, @Nullable ApiKeyId id) implements Verification {}

    /** Why a key is not good. */
    enum Reason {
        MALFORMED,
        UNKNOWN,
        WRONG_SECRET,
        REVOKED,
        /** It has expired, or was revoked so long ago that it has been forgotten. */
        EXPIRED
    }
}
