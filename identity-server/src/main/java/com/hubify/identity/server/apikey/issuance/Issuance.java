package com.hubify.identity.server.apikey.issuance;

import com.hubify.identity.protocol.ApiKeyToken;
import com.hubify.identity.protocol.Scope;
import com.hubify.identity.server.apikey.ApiKey;
import com.hubify.identity.server.apikey.ApiKeyId;
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
     * @param left time until the owner may create keys again
     */
    record Postponed(Duration left) implements Issuance {}

    /** The same request has issued the key before, and it can no longer be shown. */
    record IssuedBefore(ApiKeyId id) implements Issuance {}

    /** The Idempotency-Key was sent before, with a request for something else. */
    record OtherRequest() implements Issuance {}

    /** Why no key was issued. */
    enum Reason {
        NO_SCOPES,
        /** The scope is OpenID Connect's, which is about a sign-in, or reserved for managing the platform. */
        SCOPE_NOT_FOR_KEYS,
        /** The requesting credential does not have this scope. */
        SCOPE_NOT_HELD,
        /** The key to be replaced does not have this scope. */
        SCOPE_WIDER,
        /** The expiry is not in the future, or more than ten years away. */
        BAD_EXPIRY,
        /** The key has a successor already, such as by a concurrent rotation. */
        REPLACED_ALREADY,
        /** The key to be replaced was changed or revoked concurrently. */
        CHANGED_MEANWHILE,
        /** The owner has the maximum number of valid keys. */
        TOO_MANY_KEYS,
        /** The owner was deleted or banned at Clerk. */
        OWNER_DEPARTED
    }
}
