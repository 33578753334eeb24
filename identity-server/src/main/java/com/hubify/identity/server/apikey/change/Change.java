package com.hubify.identity.server.apikey.change;

import com.hubify.identity.protocol.Scope;
import com.hubify.identity.server.apikey.ApiKey;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** What came of asking for a change of a key. */
public sealed interface Change {

    /** The key is as it was asked for, everywhere. */
    record Changed(ApiKey key) implements Change {}

    /**
     * Nothing was changed.
     *
     * @param scope the scope it failed at, where it was one
     */
    record Refused(Reason reason, @Nullable Scope scope) implements Change {}

    /**
     * The owner has made as many changes as a day allows, and nothing was changed.
     *
     * @param left until the owner may make changes again
     */
    record Postponed(Duration left) implements Change {}

    /** Why nothing was changed. */
    enum Reason {
        NO_SCOPES,
        /** A scope that the key does not cover: a key can only be narrowed. */
        WIDER,
        /** Later than the key ends now, or never. */
        LATER,
        /** It was revoked or has expired meanwhile. */
        GONE
    }
}
