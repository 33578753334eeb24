package com.hubify.identity.server.token;

import java.time.Instant;
import java.util.Map;

/**
 * What an access token takes over from the token that it was exchanged for. Given to the token generator among the grant's
 * additional parameters, under the name of this class.
 *
 * @param issuedAt the token's time of issue, from before its subject token was verified: whatever is revoked later ends it
 * @param expiresAt no later than what it was exchanged for
 * @param claims claims that say what it descends from
 */
public record TokenOrigin(Instant issuedAt, Instant expiresAt, Map<String, Object> claims) {

    public TokenOrigin {
        claims = Map.copyOf(claims);
    }
}
