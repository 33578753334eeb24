package com.hubify.identity.server.account;

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
        @Nullable String picture) {

    static final String FIRST_PLAN = "free";

    public Account {
        Objects.requireNonNull(id);
        Objects.requireNonNull(issuer);
        Objects.requireNonNull(plan);
        Objects.requireNonNull(createdAt);
        Objects.requireNonNull(signedInAt);
    }

    static Account of(UpstreamIdentity identity, Instant now) {
        return of(identity, FIRST_PLAN, now, now);
    }

    /** The same person after another sign-in: what the provider says now replaces what it said then. */
    Account signedIn(UpstreamIdentity identity, Instant now) {
        return of(identity, plan, createdAt, now);
    }

    private static Account of(UpstreamIdentity identity, String plan, Instant createdAt, Instant signedInAt) {
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
                identity.picture());
    }
}
