package com.hubify.identity.server.apikey;

import com.hubify.identity.protocol.Ancestor;
import com.hubify.identity.protocol.IpNetworks;
import com.hubify.identity.protocol.Lineage;
import com.hubify.identity.protocol.Scopes;
import com.hubify.identity.server.account.AccountId;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * An API key as it is stored, without its secret. Times are in whole seconds.
 *
 * @param owner whose it is: a person, or an organization, which is named by its id
 * @param organization the one for which it acts, as its owner or with its owner as a member; null if for a person alone
 * @param creator who made an organization's key, or its first predecessor; null if it is a person's
 * @param changes how often the terms have changed; identifies the state in which services have cached the key
 * @param predecessor the key that this one replaced by rotation; null if none
 * @param succession the key that has replaced this one, and when; null if it was not rotated
 * @param leak where it was found in public, since when it may only read; null if it was not
 * @param revokedAt when it was revoked; null if it was not
 * @param lastUsedAt latest recorded use, accurate to about a minute; null if it was never used
 */
public record ApiKey(
        ApiKeyId id,
        AccountId owner,
        @Nullable String organization,
        @Nullable AccountId creator,
        ApiKeyTerms terms,
        Instant createdAt,
        SecretDigest secret,
        int changes,
        @Nullable ApiKeyId predecessor,
        @Nullable Succession succession,
        @Nullable Leak leak,
        @Nullable Instant revokedAt,
        @Nullable Instant lastUsedAt) {

    /**
     * The rotation of a key.
     *
     * @param successor the key that has replaced it
     * @param at when; both keys are valid until the old one expires
     */
    public record Succession(ApiKeyId successor, Instant at) {}

    /**
     * The first report of a key that was found in public. It stays until the key ends.
     *
     * @param at when it was reported
     * @param source what kind of place it was, in the reporter's words, such as {@code commit}
     * @param url where it was, as text that nothing vouches for; null if the reporter did not say
     * @param scopesBefore what its successor can do: what the key could until then, or less if its owner has narrowed it since
     */
    public record Leak(Instant at, String source, @Nullable String url, Scopes scopesBefore) {

        private Leak leaving(Scopes scopes) {
            return new Leak(at, source, url, scopes);
        }
    }

    /**
     * For whom a key acts; the members are those of the key.
     *
     * @param owner as {@link ApiKey#owner}
     * @param organization as {@link ApiKey#organization}
     * @param creator as {@link ApiKey#creator}
     */
    public record Holder(
            AccountId owner,
            @Nullable String organization,
            @Nullable AccountId creator) {

        /**
         * A person.
         *
         * @param organization the one for which they act as a member; null if for themselves
         */
        public static Holder person(AccountId owner, @Nullable String organization) {
            return new Holder(owner, organization, null);
        }

        /** An organization itself, whose key outlives the membership of the person who made it. */
        public static Holder organization(String id, AccountId creator) {
            return new Holder(new AccountId(id), id, creator);
        }
    }

    /** A new key, in its first state. */
    public ApiKey(
            ApiKeyId id,
            Holder holder,
            ApiKeyTerms terms,
            Instant createdAt,
            SecretDigest secret,
            @Nullable ApiKeyId predecessor) {
        this(
                id,
                holder.owner(),
                holder.organization(),
                holder.creator(),
                terms,
                createdAt,
                secret,
                0,
                predecessor,
                null,
                null,
                null,
                null);
    }

    public Holder holder() {
        return new Holder(owner, organization, creator);
    }

    /** Whether it belongs to an organization, and not to a person. */
    public boolean isOrganizations() {
        return creator != null;
    }

    public ApiKeyName name() {
        return terms.name();
    }

    public Scopes scopes() {
        return terms.scopes();
    }

    /** The networks that it is valid from. */
    public IpNetworks allowedIps() {
        return terms.allowedIps();
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
                : new ApiKey(
                        id,
                        owner,
                        organization,
                        creator,
                        terms,
                        createdAt,
                        secret,
                        changes,
                        predecessor,
                        succession,
                        leak,
                        at,
                        lastUsedAt);
    }

    /** The same key with its latest use. */
    public ApiKey usedAt(@Nullable Instant time) {
        return new ApiKey(
                id,
                owner,
                organization,
                creator,
                terms,
                createdAt,
                secret,
                changes,
                predecessor,
                succession,
                leak,
                revokedAt,
                time);
    }

    /** The same key with other terms, in its next state. What a leaked one loses by them, its successor does not get back. */
    public ApiKey on(ApiKeyTerms others) {
        boolean isNarrowed = !others.scopes().equals(scopes());
        return inNextState(others, succession, leak != null && isNarrowed ? leak.leaving(others.scopes()) : leak);
    }

    /** The same key, found in public and with only these scopes left, in its next state. */
    public ApiKey leaked(Leak found, Scopes left) {
        return inNextState(terms.with(left), succession, found);
    }

    /** The same key, replaced by another and expiring no later than {@code end}, in its next state. */
    public ApiKey succeededBy(ApiKeyId successor, Instant at, Instant end) {
        return inNextState(terms.endingBy(end), new Succession(successor, at), leak);
    }

    private ApiKey inNextState(ApiKeyTerms others, @Nullable Succession following, @Nullable Leak found) {
        return new ApiKey(
                id,
                owner,
                organization,
                creator,
                others,
                createdAt,
                secret,
                changes + 1,
                predecessor,
                following,
                found,
                revokedAt,
                lastUsedAt);
    }

    /** The terms that a successor gets, apart from its expiry: a leaked key's as they were before. */
    public ApiKeyTerms termsOfSuccessor() {
        return leak == null ? terms : terms.with(leak.scopesBefore());
    }

    /** The lineage of the key: revoking its owner or organization revokes it. */
    public Lineage lineage() {
        return inOrganization(Lineage.ofKey(createdAt, id.value(), owner.value()));
    }

    /** The key as an ancestor, to revoke it. */
    public Ancestor ancestor() {
        return new Ancestor(Ancestor.Kind.KEY, id.value());
    }

    /** The lineage of cached introspection answers: includes the key's present state. */
    public Lineage lineageOfState() {
        return inOrganization(Lineage.ofKey(createdAt, id.value(), changes, owner.value()));
    }

    // Not the membership: it is revoked with each change of the role, which need not concern the key.
    private Lineage inOrganization(Lineage lineage) {
        return organization == null ? lineage : lineage.within(organization);
    }
}
