package com.hubify.identity.cli.session;

import com.hubify.identity.cli.server.Issuer;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * A login at one issuer.
 *
 * @param subject who signed in, if the server said so in an ID token
 * @param accessTokenExpiresAt by this machine's clock
 * @param refreshToken absent if the server gave none; the session then ends with its access token
 * @param expiresAt when the refresh token expires if it is not used; null if the server does not tell
 * @param scopes what was granted
 */
public record Session(
        Issuer issuer,
        Optional<String> subject,
        Secret accessToken,
        Instant accessTokenExpiresAt,
        Optional<Secret> refreshToken,
        Optional<Instant> expiresAt,
        List<String> scopes) {

    /** A token this close to its expiry may expire on the way. */
    private static final Duration MARGIN = Duration.ofSeconds(60);

    /** Whether the access token can be handed out as it is. */
    public boolean isFresh(Instant now) {
        return now.isBefore(accessTokenExpiresAt.minus(MARGIN));
    }

    /** Whether the access token is still accepted, if only just. */
    public boolean isAlive(Instant now) {
        return now.isBefore(accessTokenExpiresAt);
    }

    /** From when on nothing in this session can be of use; empty if only the server knows. */
    public Optional<Instant> overAt() {
        return refreshToken.isEmpty()
                ? Optional.of(accessTokenExpiresAt)
                : expiresAt.map(end -> end.isAfter(accessTokenExpiresAt) ? end : accessTokenExpiresAt);
    }

    /** When the user has to sign in again unless the session is used before; empty if only the server knows. */
    public Optional<Instant> endsAt() {
        return refreshToken.isPresent() ? expiresAt : Optional.of(accessTokenExpiresAt);
    }
}
