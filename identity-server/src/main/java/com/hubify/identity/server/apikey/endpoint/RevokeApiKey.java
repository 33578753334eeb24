package com.hubify.identity.server.apikey.endpoint;

import org.jspecify.annotations.Nullable;

/**
 * Body of a holder's request to revoke a key.
 *
 * @param key the complete key; its id alone proves nothing
 */
record RevokeApiKey(@Nullable String key) {

    /** Hides the key, which would otherwise appear wherever a request is logged. */
    @Override
    public String toString() {
        return "RevokeApiKey[…]";
    }
}
