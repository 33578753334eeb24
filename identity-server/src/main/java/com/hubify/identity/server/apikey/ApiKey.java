package com.hubify.identity.server.apikey;

import com.hubify.identity.protocol.Ancestor;
import com.hubify.identity.protocol.Lineage;
import com.hubify.identity.protocol.Scopes;
import com.hubify.identity.server.account.AccountId;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * An API key as it is stored, without its secret. Times are in whole seconds.
 *
 * @param owner the person the key acts for
 * @param changes how often the terms have changed; identifies the state in which services have cached the key
 * @param predecessor the key that this one replaced by rotation; null if none
 * @param succession the key that has replaced this one, and when; null if it was not rotated
 * @param revokedAt when it was revoked; null if it was not
 * @param lastUsedAt latest recorded use, accurate to about a minute; null if it was never used
 */
public record ApiKey(
        ApiKeyId id,
        AccountId owner,
        ApiKeyTerms terms,
        Instant createdAt,
        SecretDigest secret,
        int changes,
        @Nullable ApiKeyId predecessor,
        @Nullable Succession succession,
        @Nullable Instant revokedAt,
        @Nullable Instant lastUsedAt) {

    /**
     * The rotation of a key.
     *
     * @param successor the key that has replaced it
     * @param at when; both keys are valid until the old one expires
     */
    public record Succession(ApiKeyId successor, Instant at) {}

    /** A new key, in its first state. */
    public ApiKey(
            ApiKeyId id,
            AccountId owner,
            ApiKeyTerms terms,
            Instant createdAt,
            SecretDigest secret,
            @Nullable ApiKeyId predecessor) {
        this(id, owner, terms, createdAt, secret, 0, predecessor, null, null, null);
    }

    public ApiKeyName name() {
        return terms.name();
    }

    public Scopes scopes() {
        return terms.scopes();
    }

    /** When it expires; null if never. */
    public @Nullable Instant expiresAt() {
        return terms.expiresAt();
    }

    /** Whether the key is neither revoked nor expired at that time. */
    public boolean usableAt(Instant time) {
        return revokedAt == null && !expiredAt(time);
    }

    /** Whether the key has expired at that time, whether revoked or not. */
    boolean expiredAt(Instant time) {
        Instant end = expiresAt();
        return end != null && !time.isBefore(end);
    }

    /** The same key, revoked. An earlier revocation is kept. */
    ApiKey revoke(Instant at) {
        return revokedAt != null
                ? this
                : new ApiKey(id, owner, terms, createdAt, secret, changes, predecessor, succession, at, lastUsedAt);
    }

    /** The same key with its latest use. */
    public ApiKey usedAt(@Nullable Instant time) {
        return new ApiKey(id, owner, terms, createdAt, secret, changes, predecessor, succession, revokedAt, time);
    }

    /** The same key with other terms, in its next state. */
    public ApiKey on(ApiKeyTerms others) {
        return new ApiKey(
                id, owner, others, createdAt, secret, changes + 1, predecessor, succession, revokedAt, lastUsedAt);
    }

    /** The same key, replaced by another and expiring no later than {@code end}, in its next state. */
    public ApiKey succeededBy(ApiKeyId successor, Instant at, Instant end) {
        return new ApiKey(
                id,
                owner,
                terms.endingBy(end),
                createdAt,
                secret,
                changes + 1,
                predecessor,
                new Succession(successor, at),
                revokedAt,
                lastUsedAt);
    }

    /** The lineage of the key: revoking its owner revokes it. */
    public Lineage lineage() {
        return Lineage.ofKey(createdAt, id.value(), owner.value());
    }

    /** The key as an ancestor, to revoke it. */
    public Ancestor ancestor() {
        return new Ancestor(Ancestor.Kind.KEY, id.value());
    }

    /** The lineage of cached introspection answers: includes the key's present state. */
    public Lineage lineageOfState() {
        return Lineage.ofKey(createdAt, id.value(), changes, owner.value());
    }
}
