package com.hubify.identity.server.apikey.endpoint;

import org.jspecify.annotations.Nullable;

/**
 * Body of a holder's request to revoke a key.
 *
 * @param key the whole key; its id alone proves nothing
 */
record RevokeApiKey(@Nullable String key) {

    /** Hides the key, which whoever logs a request would otherwise write down. */
    @Override
    public String toString() {
        return "RevokeApiKey[…]";
    }
}
