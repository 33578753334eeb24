package com.hubify.identity.server.apikey.issuance;

import com.hubify.identity.protocol.ApiKeyToken;
import com.hubify.identity.protocol.Scope;
import com.hubify.identity.server.apikey.ApiKey;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** Result of issuing an API key. */
public sealed interface Issuance {

    /**
     * The key was issued.
     *
     * @param token the key itself, which can't be recovered later
     */
    record Issued(ApiKey key, ApiKeyToken token) implements Issuance {}

    /**
     * The request was refused, and nothing was stored.
     *
     * @param scope the refused scope, if that was the reason
     */
    record Refused(Reason reason, @Nullable Scope scope) implements Issuance {}

    /**
     * The owner has created the maximum number of keys within a day; nothing was stored.
     *
     * @param left until the owner may create keys again
     */
    record Postponed(Duration left) implements Issuance {}

    /** Why no key was issued. */
    enum Reason {
        NO_SCOPES,
        /** OpenID Connect scopes are about a sign-in, and reserved scopes manage the platform. */
        SCOPE_NOT_FOR_KEYS,
        /** The credential that asks does not have this scope. */
        SCOPE_NOT_HELD,
        /** Not in the future, or further away than ten years. */
        BAD_EXPIRY,
        /** The key has a successor already: of two rotations at once, one makes a key. */
        REPLACED_ALREADY,
        /** The key that was to be replaced was changed or revoked in this moment. */
        CHANGED_MEANWHILE,
        /** As many usable keys as an owner may have. */
        TOO_MANY_KEYS
    }
}
