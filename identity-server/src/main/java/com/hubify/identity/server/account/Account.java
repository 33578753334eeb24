package com.hubify.identity.server.account;

import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A person who has signed in at least once.
 *
 * @param issuer the upstream provider that knows the person
 * @param picture an https address of a picture of the person
 * @param plan the person's plan at Hubify: {@code free} by default
 * @param signedInAt the latest sign-in
 * @param changedAt what the provider said last apart from sign-ins: when it was so, by its clock; null if it never did
 */
public record Account(
        AccountId id,
        String issuer,
        @Nullable String name,
        @Nullable String username,
        @Nullable String email,
        String plan,
        Instant createdAt,
        Instant signedInAt,
        @Nullable String givenName,
        @Nullable String familyName,
        @Nullable String picture,
        @Nullable Instant changedAt) {

    /** How far the provider's clock may be behind ours. */
    private static final Duration SKEW = Duration.ofMinutes(1);

    static final String FIRST_PLAN = "free";

    public Account {
        Objects.requireNonNull(id);
        Objects.requireNonNull(issuer);
        Objects.requireNonNull(plan);
        Objects.requireNonNull(createdAt);
        Objects.requireNonNull(signedInAt);
    }

    static Account of(UpstreamIdentity identity, Instant now) {
        return of(identity, FIRST_PLAN, now, now, null);
    }

    /** The same person after another sign-in: what the provider says now replaces what it said then. */
    Account signedIn(UpstreamIdentity identity, Instant now) {
        return of(identity, plan, createdAt, now, changedAt);
    }

    /** Whether news of that time are older than what is known, from news or from a sign-in. */
    boolean isNewerThan(Instant at) {
        return at.isBefore(signedInAt.minus(SKEW)) || changedAt != null && at.isBefore(changedAt);
    }

    /** The same person after news from the provider. */
    Account changed(UpstreamIdentity identity, Instant at) {
        return of(identity, plan, createdAt, signedInAt, at);
    }

    private static Account of(
            UpstreamIdentity identity,
            String plan,
            Instant createdAt,
            Instant signedInAt,
            @Nullable Instant changedAt) {
        return new Account(
                new AccountId(identity.subject()),
                identity.issuer(),
                identity.name(),
                identity.username(),
                identity.email(),
                plan,
                createdAt,
                signedInAt,
                identity.givenName(),
                identity.familyName(),
                identity.picture(),
                changedAt);
    }
}
