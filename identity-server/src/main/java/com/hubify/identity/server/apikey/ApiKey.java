package com.hubify.identity.server.apikey;

import com.hubify.identity.protocol.Ancestor;
import com.hubify.identity.protocol.Lineage;
import com.hubify.identity.protocol.Scopes;
import com.hubify.identity.server.account.AccountId;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A key as we know it: everything but the secret. Times are whole seconds.
 *
 * @param owner the person the key acts for
 * @param expiresAt from when on it is no longer good; null if never
 * @param revokedAt since when it is dead; null while it is not
 * @param lastUsedAt latest use noted, to the minute or so; null before the first
 */
public record ApiKey(
        ApiKeyId id,
        AccountId owner,
        ApiKeyName name,
        Scopes scopes,
        Instant createdAt,
        @Nullable Instant expiresAt,
        SecretDigest secret,
        @Nullable Instant revokedAt,
        @Nullable Instant lastUsedAt) {

    /** Whether the key opens anything at that time. */
    public boolean usableAt(Instant time) {
        return revokedAt == null && !expiredAt(time);
    }

    /** Whether the key is past its expiry at that time, revoked or not. */
    boolean expiredAt(Instant time) {
        return expiresAt != null && !time.isBefore(expiresAt);
    }

    /** The same key, dead. The first revocation stays. */
    ApiKey revoke(Instant at) {
        return revokedAt != null
                ? this
                : new ApiKey(id, owner, name, scopes, createdAt, expiresAt, secret, at, lastUsedAt);
    }

    /** The same key with its latest use. */
    public ApiKey usedAt(@Nullable Instant time) {
        return new ApiKey(id, owner, name, scopes, createdAt, expiresAt, secret, revokedAt, time);
    }

    /** What the key descends from: it dies with its owner. */
    public Lineage lineage() {
        return Lineage.ofKey(createdAt, id.value(), owner.value());
    }

    /** The key as what others descend from. */
    public Ancestor ancestor() {
        return new Ancestor(Ancestor.Kind.KEY, id.value());
    }
}
