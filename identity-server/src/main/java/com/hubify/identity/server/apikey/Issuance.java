package com.hubify.identity.server.apikey;

import com.hubify.identity.protocol.ApiKeyToken;
import com.hubify.identity.protocol.Scope;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** What came of asking for a key. */
public sealed interface Issuance {

    /**
     * There is a new key.
     *
     * @param token the key itself, which nobody can show again
     */
    record Issued(ApiKey key, ApiKeyToken token) implements Issuance {}

    /**
     * There is none, and nothing was stored.
     *
     * @param scope the scope it failed at, where it was one
     */
    record Refused(Reason reason, @Nullable Scope scope) implements Issuance {}

    /**
     * The owner has made as many keys as a day allows, and nothing was stored.
     *
     * @param left until the owner may make keys again
     */
    record Postponed(Duration left) implements Issuance {}

    /** Why there is no key. */
    enum Reason {
        NO_SCOPES,
        /** OpenID Connect's words speak of a person who signs in, and reserved scopes manage the platform. */
        SCOPE_NOT_FOR_KEYS,
        /** Whoever asks may not do what the key could. */
        SCOPE_NOT_HELD,
        /** Not in the future, or further away than ten years. */
        BAD_EXPIRY,
        /** As many usable keys as an owner may have. */
        TOO_MANY_KEYS
    }
}
