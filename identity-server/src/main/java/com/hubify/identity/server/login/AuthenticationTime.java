package com.hubify.identity.server.login;

import com.hubify.identity.server.clerk.ClerkBackend;
import com.hubify.identity.server.clerk.ClerkSession;
import com.hubify.identity.server.clerk.ClerkUnavailable;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.security.oauth2.core.oidc.OidcIdToken;
import org.springframework.stereotype.Component;

/**
 * When a person authenticated. A response from Clerk may rest on a session there that is days old.
 *
 * @see <a href="https://openid.net/specs/openid-connect-core-1_0.html#IDToken">OpenID Connect Core, section 2, auth_time</a>
 */
@Component
final class AuthenticationTime {

    private static final Logger LOG = LoggerFactory.getLogger(AuthenticationTime.class);

    /** Tolerance for Clerk's clock, the same as for its {@code auth_time}. */
    private static final Duration CLERKS_CLOCK = Duration.ofSeconds(6);

    private final ObjectProvider<ClerkBackend> backend;

    AuthenticationTime(ObjectProvider<ClerkBackend> backend) {
        this.backend = backend;
    }

    /**
     * The {@code auth_time} of Clerk, never later than now; else now if Clerk was told to prompt, and did. Null if unknown: Clerk
     * may have used an existing session.
     */
    @Nullable
    Instant of(OidcIdToken token, SignInAttempt attempt, Instant now) {
        Instant told = token.getAuthenticatedAt();
        if (told == null) {
            String person = Objects.requireNonNull(token.getSubject());
            return attempt.fresh() && hasPrompted(person, attempt.begun()) ? now : null;
        }
        return told.isAfter(now) ? now : told;
    }

    /**
     * Whether the person has a session at Clerk that began after they were sent there. Attack: {@code prompt=login} goes through
     * the browser, and whoever sits at an open one takes it out of the address. Without a secret key there is no telling.
     */
    private boolean hasPrompted(String person, Instant begun) {
        ClerkBackend clerk = backend.getIfAvailable();
        if (clerk == null) {
            return true;
        }
        try {
            return clerk.sessions(person).stream()
                    .map(ClerkSession::createdAt)
                    .anyMatch(created -> created != null && !created.isBefore(begun.minus(CLERKS_CLOCK)));
        } catch (ClerkUnavailable e) {
            LOG.warn("Whether a person was asked at Clerk to sign in is not known: {}", e.getMessage());
            return false;
        }
    }

    static @Nullable Instant later(@Nullable Instant one, @Nullable Instant other) {
        if (one == null || other == null) {
            return one == null ? other : one;
        }
        return one.isAfter(other) ? one : other;
    }
}
