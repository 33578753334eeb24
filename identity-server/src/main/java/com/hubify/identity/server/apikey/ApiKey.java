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
 * @param changes how often the terms have changed. It names the state that services know the key in
 * @param predecessor the key whose place it took; null for the first of its line
 * @param succession by which key and when it was replaced; null while it was not
 * @param revokedAt when it was revoked; null if it was not
 * @param lastUsedAt latest recorded use, to about a minute; null before the first
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
     * That another key took this one's place.
     *
     * @param successor the other key
     * @param at since when; until this one ends, both are valid
     */
    public record Succession(ApiKeyId successor, Instant at) {}

    /** A new key. */
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

    /** From when on it is invalid; null if never. */
    public @Nullable Instant expiresAt() {
        return terms.expiresAt();
    }

    /** Whether the key is valid at that time. */
    public boolean usableAt(Instant time) {
        return revokedAt == null && !expiredAt(time);
    }

    /** Whether the key is past its expiry at that time, revoked or not. */
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

    /** The same key on other terms, in its next state. */
    public ApiKey on(ApiKeyTerms others) {
        return new ApiKey(
                id, owner, others, createdAt, secret, changes + 1, predecessor, succession, revokedAt, lastUsedAt);
    }

    /** The same key, replaced by another and valid until that time at most, in its next state. */
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

    /** What the key descends from: revoking the owner revokes it. */
    public Lineage lineage() {
        return Lineage.ofKey(createdAt, id.value(), owner.value());
    }

    /** The key as what others descend from. */
    public Ancestor ancestor() {
        return new Ancestor(Ancestor.Kind.KEY, id.value());
    }

    /** What services know of the key descends from: its present state, too. */
    public Lineage lineageOfState() {
        return Lineage.ofKey(createdAt, id.value(), changes, owner.value());
    }
}
