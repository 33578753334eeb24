package com.hubify.identity.server.apikey.issuance;

import com.hubify.identity.server.account.AccountId;
import com.hubify.identity.server.apikey.ApiKey;
import com.hubify.identity.server.apikey.ApiKeyId;
import java.time.Instant;
import java.util.Objects;

/**
 * A key was rotated.
 *
 * @param key the old key with its succession. It is here since it can't be found any more if it has no overlap
 * @param successor the key that replaces it; its {@link ApiKeyCreated} follows once services are told
 */
public record ApiKeyRotated(ApiKey key, ApiKeyId successor, Instant at) {

    public ApiKeyId id() {
        return key.id();
    }

    public AccountId owner() {
        return key.owner();
    }

    /** When the old key expires at the latest. */
    public Instant end() {
        return Objects.requireNonNull(key.expiresAt());
    }
}
