package com.hubify.clerk.grant;

import java.time.Instant;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What a person allowed an application, once.
 *
 * @param id names the grant; every token that descends from it refers to it
 * @param sessionId browser session it was made in
 * @param authenticatedAt when the person last proved who they are
 * @param requestedAt when the application asked
 * @param nonce to be echoed in the ID token
 * @param resource RFC 8707 resource the access token is for
 * @param organizationId organization chosen for {@code user:org:read}
 */
public record Grant(
        String id,
        String clientId,
        String userId,
        Set<String> scopes,
        String sessionId,
        Instant authenticatedAt,
        Instant requestedAt,
        @Nullable String nonce,
        @Nullable String resource,
        @Nullable String organizationId) {

    public boolean allows(String scope) {
        return scopes.contains(scope);
    }

    /** The grant without its organization, for a person who has left that. */
    public Grant withoutOrganization() {
        return new Grant(id, clientId, userId, scopes, sessionId, authenticatedAt, requestedAt, nonce, resource, null);
    }
}
