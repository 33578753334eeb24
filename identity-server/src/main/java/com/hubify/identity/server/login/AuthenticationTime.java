package com.hubify.identity.server.login;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.springframework.security.oauth2.core.oidc.OidcIdToken;

/**
 * When a person authenticated. A response from Clerk may rest on a session there that is days old.
 *
 * @see <a href="https://openid.net/specs/openid-connect-core-1_0.html#IDToken">OpenID Connect Core, section 2, auth_time</a>
 */
final class AuthenticationTime {

    private AuthenticationTime() {}

    /**
     * The {@code auth_time} of Clerk, never later than now; else now if Clerk was told to prompt. Null if unknown: Clerk may
     * have used an existing session.
     */
    static @Nullable Instant of(OidcIdToken token, SignInAttempt attempt, Instant now) {
        Instant told = token.getAuthenticatedAt();
        if (told == null) {
            return attempt.fresh() ? now : null;
        }
        return told.isAfter(now) ? now : told;
    }

    static @Nullable Instant later(@Nullable Instant one, @Nullable Instant other) {
        if (one == null || other == null) {
            return one == null ? other : one;
        }
        return one.isAfter(other) ? one : other;
    }
}
