package com.hubify.identity.server.apikey.change;

import com.hubify.identity.protocol.IpNetworks;
import com.hubify.identity.protocol.Scopes;
import com.hubify.identity.server.account.AccountId;
import com.hubify.identity.server.apikey.ApiKey;
import com.hubify.identity.server.apikey.ApiKeyId;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * The terms of a key have changed.
 *
 * @param scopes the scopes it has now
 * @param expiresAt when it expires now; null if never
 * @param allowedIps the networks that it is valid from now
 */
public record ApiKeyChanged(
        ApiKeyId id,
        AccountId owner,
        Scopes scopes,
        @Nullable Instant expiresAt,
        IpNetworks allowedIps,
        Instant at) {

    static ApiKeyChanged of(ApiKey key, Instant at) {
        return new ApiKeyChanged(key.id(), key.owner(), key.scopes(), key.expiresAt(), key.allowedIps(), at);
    }
}
