package com.hubify.identity.server.apikey.change;

import com.hubify.identity.protocol.Scope;
import com.hubify.identity.server.apikey.ApiKey;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** Result of a request to change a key. */
public sealed interface Change {

    /** The key has the requested terms, and all services have been told. */
    record Changed(ApiKey key) implements Change {}

    /**
     * Nothing was changed.
     *
     * @param scope the refused scope, if that was the reason
     */
    record Refused(Reason reason, @Nullable Scope scope) implements Change {}

    /**
     * The owner has reached the maximum number of changes within a day; nothing was changed.
     *
     * @param left time until the owner may make changes again
     */
    record Postponed(Duration left) implements Change {}

    /** Why nothing was changed. */
    enum Reason {
        NO_SCOPES,
        /** A requested scope is not covered by the key's: a key can only be narrowed. */
        WIDER,
        /** The requested networks are not within the key's. */
        OTHER_NETWORKS,
        /** The requested expiry is later than the present one, or never. */
        LATER,
        /** The key has been revoked or has expired in the meantime. */
        GONE
    }
}
