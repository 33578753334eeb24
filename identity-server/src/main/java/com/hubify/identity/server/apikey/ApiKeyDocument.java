package com.hubify.identity.server.apikey;

import com.hubify.identity.protocol.Scopes;
import com.hubify.identity.server.account.AccountId;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A key as {@link RedisApiKeys} writes it down; times are Unix seconds. Read by scripts and by other versions of this server,
 * so members keep their names.
 */
record ApiKeyDocument(
        String id,
        String owner,
        String name,
        String scopes,
        long createdAt,
        @Nullable Long expiresAt,
        String secretDigest,
        @Nullable Long revokedAt) {

    static ApiKeyDocument of(ApiKey key) {
        return new ApiKeyDocument(
                key.id().value(),
                key.owner().value(),
                key.name().value(),
                key.scopes().toString(),
                key.createdAt().getEpochSecond(),
                seconds(key.expiresAt()),
                key.secret().value(),
                seconds(key.revokedAt()));
    }

    ApiKey toKey(@Nullable Instant lastUsedAt) {
        return new ApiKey(
                new ApiKeyId(id),
                new AccountId(owner),
                new ApiKeyName(name),
                // A scope that this version can't parse must not be dropped silently: the key would have other rights.
                Scopes.parse(scopes).orElseThrow(),
                Instant.ofEpochSecond(createdAt),
                time(expiresAt),
                new SecretDigest(secretDigest),
                time(revokedAt),
                lastUsedAt);
    }

    private static @Nullable Long seconds(@Nullable Instant time) {
        return time == null ? null : time.getEpochSecond();
    }

    private static @Nullable Instant time(@Nullable Long seconds) {
        return seconds == null ? null : Instant.ofEpochSecond(seconds);
    }
}
