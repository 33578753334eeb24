package com.hubify.identity.clerk;

import java.time.Duration;
import java.util.Map;
import java.util.Set;

/**
 * Which tokens of a Clerk instance are accepted.
 *
 * @param issuer exactly as the claim {@code iss} has it
 * @param authorizedParties origins that {@code azp} of session and template tokens may name; any if empty
 * @param acceptMissingParty whether a token without {@code azp} is accepted although there are authorized parties
 * @param acceptImpersonation whether a token with {@code act} is accepted
 * @param maxLifetime longest that a session token may live, from issue to expiry
 * @param scopes that a session token gives
 * @param others terms of the other kinds; a kind without terms is refused
 */
public record ClerkTokenPolicy(
        String issuer,
        Set<String> authorizedParties,
        boolean acceptMissingParty,
        boolean acceptImpersonation,
        Duration maxLifetime,
        ClerkScopes scopes,
        Map<ClerkTokenKind, ClerkTokenTerms> others) {

    public ClerkTokenPolicy {
        authorizedParties = Set.copyOf(authorizedParties);
        others = Map.copyOf(others);
    }

    boolean accepts(ClerkTokenKind kind) {
        return kind == ClerkTokenKind.SESSION_TOKEN || others.containsKey(kind);
    }
}
