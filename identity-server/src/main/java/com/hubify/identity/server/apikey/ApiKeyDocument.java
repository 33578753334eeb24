package com.hubify.identity.server.apikey;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.hubify.identity.protocol.IpNetworks;
import com.hubify.identity.protocol.Scopes;
import com.hubify.identity.server.account.AccountId;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The JSON of a key as {@link RedisApiKeys} stores it; times are Unix seconds. Scripts and other versions of this
 * server read it, so members must keep their names.
 *
 * @param owner null if the organization is. Such a key can't be read by a version that takes it for a member's, and would
 *     revoke it since there is no such member
 * @param creator of an organization's key
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record ApiKeyDocument(
        String id,
        @Nullable String owner,
        @Nullable String organization,
        @Nullable String creator,
        String name,
        @Nullable String description,
        @Nullable String scopes,
        @Nullable Restricted restricted,
        long createdAt,
        @Nullable Long expiresAt,
        String secretDigest,
        @Nullable Integer changes,
        @Nullable String predecessor,
        @Nullable String successor,
        @Nullable Long succeededAt,
        @Nullable Leak leak,
        @Nullable Long revokedAt) {

    /** The first report of a key that was found in public. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Leak(long at, String source, @Nullable String url, String scopesBefore) {

        static @Nullable Leak of(ApiKey.@Nullable Leak leak) {
            return leak == null
                    ? null
                    : new Leak(
                            leak.at().getEpochSecond(),
                            leak.source(),
                            leak.url(),
                            leak.scopesBefore().toString());
        }

        ApiKey.Leak toLeak() {
            return new ApiKey.Leak(
                    Instant.ofEpochSecond(at),
                    source,
                    url,
                    Scopes.parse(scopesBefore).orElseThrow());
        }
    }

    /**
     * Scopes and networks of a key that is not valid from anywhere. Such a key has its scopes only here. Attack: a node of a version
     * that doesn't know the networks opens the key to all, by answering services without them or by leaving them out when it
     * writes the key back. Without scopes it can't read the key, which it takes for unknown.
     */
    record Restricted(String scopes, List<String> allowedIps) {}

    static ApiKeyDocument of(ApiKey key) {
        ApiKeyTerms terms = key.terms();
        ApiKey.Succession succession = key.succession();
        String scopes = terms.scopes().toString();
        IpNetworks networks = terms.allowedIps();
        return new ApiKeyDocument(
                key.id().value(),
                key.isOrganizations() ? null : key.owner().value(),
                key.organization(),
                key.creator() == null ? null : key.creator().value(),
                terms.name().value(),
                terms.description() == null ? null : terms.description().value(),
                networks.areAnywhere() ? scopes : null,
                networks.areAnywhere() ? null : new Restricted(scopes, networks.texts()),
                key.createdAt().getEpochSecond(),
                seconds(terms.expiresAt()),
                key.secret().value(),
                key.changes() == 0 ? null : key.changes(),
                key.predecessor() == null ? null : key.predecessor().value(),
                succession == null ? null : succession.successor().value(),
                succession == null ? null : seconds(succession.at()),
                Leak.of(key.leak()),
                seconds(key.revokedAt()));
    }

    ApiKey toKey(@Nullable Instant lastUsedAt) {
        ApiKey.Holder holder = holder();
        return new ApiKey(
                new ApiKeyId(id),
                holder.owner(),
                organization,
                holder.creator(),
                terms(),
                Instant.ofEpochSecond(createdAt),
                new SecretDigest(secretDigest),
                changes == null ? 0 : changes,
                predecessor == null ? null : new ApiKeyId(predecessor),
                succession(),
                leak == null ? null : leak.toLeak(),
                time(revokedAt),
                lastUsedAt);
    }

    private ApiKey.Holder holder() {
        return owner != null
                ? ApiKey.Holder.person(new AccountId(owner), organization)
                : ApiKey.Holder.organization(
                        Objects.requireNonNull(organization), new AccountId(Objects.requireNonNull(creator)));
    }

    private ApiKeyTerms terms() {
        return new ApiKeyTerms(
                new ApiKeyName(name),
                description == null ? null : new ApiKeyDescription(description),
                // A scope that this version can't parse must not be dropped silently: the key would have other rights.
                Scopes.parse(Objects.requireNonNull(restricted == null ? scopes : restricted.scopes()))
                        .orElseThrow(),
                time(expiresAt),
                restricted == null ? IpNetworks.ANYWHERE : networks(restricted));
    }

    private static IpNetworks networks(Restricted restricted) {
        IpNetworks networks = IpNetworks.parse(restricted.allowedIps());
        if (networks.areAnywhere()) {
            throw new IllegalArgumentException("A restricted key without networks");
        }
        return networks;
    }

    private ApiKey.@Nullable Succession succession() {
        return successor == null || succeededAt == null
                ? null
                : new ApiKey.Succession(new ApiKeyId(successor), Instant.ofEpochSecond(succeededAt));
    }

    private static @Nullable Long seconds(@Nullable Instant time) {
        return time == null ? null : time.getEpochSecond();
    }

    private static @Nullable Instant time(@Nullable Long seconds) {
        return seconds == null ? null : Instant.ofEpochSecond(seconds);
    }
}
