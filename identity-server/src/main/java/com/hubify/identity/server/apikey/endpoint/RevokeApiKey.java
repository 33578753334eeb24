package com.hubify.identity.server.apikey.endpoint;

import org.jspecify.annotations.Nullable;

/**
 * Body of a holder's request to revoke a key.
 *
 * @param key the complete key; its id alone does not authenticate
 */
record RevokeApiKey(@Nullable String key) {

    /** Hides the key, which would otherwise appear wherever the body is logged. */
    @Override
    public String toString() {
        return "RevokeApiKey[…]";
    }
}
