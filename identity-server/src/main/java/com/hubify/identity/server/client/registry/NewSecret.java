package com.hubify.identity.server.client.registry;

import org.jspecify.annotations.Nullable;

/**
 * A client with the secret that was made for it, to be shown once.
 *
 * @param secret null for a public client
 */
public record NewSecret(KnownClient client, @Nullable String secret) {

    @Override
    public String toString() {
        return "NewSecret[client=" + client.id() + "]";
    }
}
