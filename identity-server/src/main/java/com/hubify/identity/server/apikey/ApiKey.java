package com.hubify.identity.server.apikey;

import com.hubify.identity.protocol.Ancestor;
import com.hubify.identity.protocol.Lineage;
import com.hubify.identity.protocol.Scopes;
import com.hubify.identity.server.account.AccountId;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * An API key as it is stored: without its secret. Times are whole seconds.
 *
 * @param owner the person the key acts for
 * @param expiresAt from when on it is invalid; null if never
 * @param revokedAt when it was revoked; null if it was not
 * @param lastUsedAt latest recorded use, to about a minute; null before the first
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

    /** Whether the key is valid at that time. */
    public boolean usableAt(Instant time) {
        return revokedAt == null && !expiredAt(time);
    }

    /** Whether the key is past its expiry at that time, revoked or not. */
    boolean expiredAt(Instant time) {
        return expiresAt != null && !time.isBefore(expiresAt);
    }

    /** The same key, revoked. An earlier revocation is kept. */
    ApiKey revoke(Instant at) {
        return revokedAt != null
                ? this
                : new ApiKey(id, owner, name, scopes, createdAt, expiresAt, secret, at, lastUsedAt);
    }

    /** The same key with its latest use. */
    public ApiKey usedAt(@Nullable Instant time) {
        return new ApiKey(id, owner, name, scopes, createdAt, expiresAt, secret, revokedAt, time);
    }

    /** What the key descends from: revoking the owner revokes it. */
    public Lineage lineage() {
        return Lineage.ofKey(createdAt, id.value(), owner.value());
    }

    /** The key as what others descend from. */
    public Ancestor ancestor() {
        return new Ancestor(Ancestor.Kind.KEY, id.value());
    }
}
