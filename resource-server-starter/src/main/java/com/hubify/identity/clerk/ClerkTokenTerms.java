package com.hubify.identity.clerk;

import com.hubify.identity.protocol.TokenClaims;
import com.nimbusds.jwt.JWTClaimsSet;
import java.time.Duration;
import java.util.Collection;
import java.util.Set;

/**
 * On which terms tokens of a kind other than session tokens are accepted. All of an instance are signed by one key, so each kind
 * is pinned to whom it was made by or for.
 *
 * @param clients which may have got the token: OAuth clients, or machines
 * @param audiences one of which the token must name
 * @param scopes that it gives
 * @param maxLifetime longest from issue to expiry
 */
public record ClerkTokenTerms(Set<String> clients, Set<String> audiences, ClerkScopes scopes, Duration maxLifetime) {

    public ClerkTokenTerms {
        clients = Set.copyOf(clients);
        audiences = Set.copyOf(audiences);
    }

    /** What these terms lack to accept such tokens, as the rest of a sentence; empty if nothing. */
    public static String missing(ClerkTokenKind kind, Collection<String> clients, Collection<String> audiences) {
        return switch (kind) {
            case SESSION_TOKEN -> "is not needed: session tokens are always accepted";
            case ACCESS_TOKEN ->
                clients.isEmpty() ? "needs clients: every client of the instance gets such tokens" : "";
            case ID_TOKEN -> clients.isEmpty() ? "needs clients: an ID token is meant for its client" : "";
            case TEMPLATE_TOKEN, MACHINE_TOKEN ->
                audiences.isEmpty() ? "needs audiences: one that the tokens for this service name" : "";
        };
    }

    /** Whether a token with these verified claims is for us. */
    boolean allow(ClerkTokenKind kind, JWTClaimsSet claims) {
        return switch (kind) {
            case SESSION_TOKEN -> false;
            // Never by aud alone: a client may ask for any resource (RFC 8707).
            case ACCESS_TOKEN -> clients.contains(text(claims.getClaim(TokenClaims.CLIENT_ID))) && isMeant(claims);
            case ID_TOKEN -> clients.containsAll(claims.getAudience()) && isMeant(claims);
            case TEMPLATE_TOKEN -> isMeant(claims);
            case MACHINE_TOKEN -> isMeant(claims) && (clients.isEmpty() || clients.contains(claims.getSubject()));
        };
    }

    private boolean isMeant(JWTClaimsSet claims) {
        return audiences.isEmpty() || claims.getAudience().stream().anyMatch(audiences::contains);
    }

    private static String text(Object claim) {
        return claim instanceof String text ? text : "";
    }
}
