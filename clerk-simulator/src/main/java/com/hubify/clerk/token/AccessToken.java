package com.hubify.clerk.token;

import java.util.Optional;
import java.util.Set;

/**
 * What an access token says, whatever its format.
 *
 * @param issuedAt seconds since the epoch
 */
record AccessToken(String clientId, String userId, Set<String> scopes, long issuedAt, Optional<String> organizationId) {

    boolean allows(String scope) {
        return scopes.contains(scope);
    }
}
