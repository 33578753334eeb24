package com.hubify.identity.server.apikey.page;

import com.hubify.identity.protocol.ApiKeyToken;
import com.hubify.identity.server.apikey.ApiKey;
import com.hubify.identity.server.consent.ScopeDescription;
import com.hubify.identity.server.page.account.Moment;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A key as pages show it.
 *
 * @param scopes its scopes in words
 * @param organization title of the organization for which it acts; null if for the person alone
 * @param creator who made it, by name, if it belongs to an organization; else null
 * @param now what its times are compared with
 * @param canRotate whether it has no successor, or one that was revoked
 */
record KeyView(
        ApiKey key,
        List<ScopeDescription> scopes,
        @Nullable String organization,
        @Nullable String creator,
        Instant now,
        boolean canRotate) {

    private static final Duration SOON = Duration.ofDays(14);
    private static final Duration LONG = Duration.ofDays(90);

    public String id() {
        return key.id().value();
    }

    public String name() {
        return key.name().value();
    }

    public @Nullable String description() {
        return key.terms().description() == null
                ? null
                : key.terms().description().value();
    }

    /** The organization that it belongs to, by id; null if to a person. */
    public @Nullable String owner() {
        return key.isOrganizations() ? key.owner().value() : null;
    }

    /** The part of the key that is no secret. */
    public String prefix() {
        return ApiKeyToken.PREFIX + id() + "…";
    }

    /** The networks that it is valid from; none if from anywhere. */
    public List<String> networks() {
        return key.allowedIps().texts();
    }

    public Moment created() {
        return Moment.of(key.createdAt());
    }

    public @Nullable Moment expires() {
        return moment(key.expiresAt());
    }

    public @Nullable Moment lastUsed() {
        return moment(key.lastUsedAt());
    }

    /** The key that takes its place; null while there is none. */
    public @Nullable String successor() {
        return key.succession() == null ? null : key.succession().successor().value();
    }

    public boolean expiresSoon() {
        Instant end = key.expiresAt();
        return end != null && !isRotating() && end.isBefore(now.plus(SOON));
    }

    /** Whether it was not used for 90 days, or never and is that old. */
    public boolean isUnused() {
        Instant used = key.lastUsedAt() == null ? key.createdAt() : key.lastUsedAt();
        return !used.isAfter(now.minus(LONG));
    }

    /** Where it was found in public; null if it was not. */
    public ApiKey.@Nullable Leak leak() {
        return key.leak();
    }

    public @Nullable Moment leaked() {
        return moment(key.leak() == null ? null : key.leak().at());
    }

    public boolean isLeaked() {
        return key.leak() != null;
    }

    public boolean isRevoked() {
        return key.revokedAt() != null;
    }

    /** Whether it is time for another one. */
    public boolean isOld() {
        return !isRotating() && !key.createdAt().isAfter(now.minus(LONG));
    }

    public boolean isRotating() {
        return key.succession() != null;
    }

    private static @Nullable Moment moment(@Nullable Instant time) {
        return time == null ? null : Moment.of(time);
    }
}
