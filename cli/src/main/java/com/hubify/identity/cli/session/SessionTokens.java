package com.hubify.identity.cli.session;

import com.hubify.identity.cli.server.Issuer;
import com.hubify.identity.cli.terminal.ExitCode;
import com.hubify.identity.cli.terminal.Failure;
import com.nimbusds.oauth2.sdk.AccessTokenResponse;
import com.nimbusds.oauth2.sdk.Scope;
import com.nimbusds.oauth2.sdk.token.AccessToken;
import com.nimbusds.oauth2.sdk.token.AccessTokenType;
import com.nimbusds.oauth2.sdk.token.RefreshToken;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;

/**
 * A token answer, as far as a session keeps it.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc6749#section-5.1">RFC 6749, section 5.1</a>
 */
public final class SessionTokens {

    /** How long an access token is taken to live if the server doesn't say. */
    private static final Duration ASSUMED_LIFE = Duration.ofMinutes(5);

    /** Longer lifetimes are cut: an out-of-range number must not lead to a date that can't be stored. */
    private static final Duration LONGEST_LIFE = Duration.ofDays(3660);

    private final AccessTokenResponse answer;
    private final Instant receivedAt;

    public SessionTokens(AccessTokenResponse answer, Instant receivedAt) {
        this.answer = answer;
        this.receivedAt = receivedAt;
    }

    /** The session that begins with these tokens. */
    public Session begin(Issuer issuer, Optional<String> subject, Scope asked) {
        return new Session(
                issuer, subject, accessToken(), accessTokenExpiresAt(), refreshToken(), expiresAt(), scopes(asked));
    }

    /** The session after these tokens replaced its own. A server that does not rotate sends no new refresh token. */
    Session renew(Session session) {
        return new Session(
                session.issuer(),
                session.subject(),
                accessToken(),
                accessTokenExpiresAt(),
                refreshToken().or(session::refreshToken),
                expiresAt().or(session::expiresAt),
                scopes(Scope.parse(session.scopes())));
    }

    private Secret accessToken() {
        AccessToken token = answer.getTokens().getAccessToken();
        if (!token.getType().equals(AccessTokenType.BEARER)) {
            throw unusable();
        }
        return Secret.of(token.getValue()).orElseThrow(SessionTokens::unusable);
    }

    private Instant accessTokenExpiresAt() {
        return receivedAt.plus(
                life(answer.getTokens().getAccessToken().getLifetime()).orElse(ASSUMED_LIFE));
    }

    private Optional<Secret> refreshToken() {
        RefreshToken token = answer.getTokens().getRefreshToken();
        return token == null
                ? Optional.empty()
                : Optional.of(Secret.of(token.getValue()).orElseThrow(SessionTokens::unusable));
    }

    /** No RFC tells the client how long a refresh token lives; many servers do under this name. */
    private Optional<Instant> expiresAt() {
        return answer.getCustomParameters().get("refresh_token_expires_in") instanceof Number seconds
                ? life(seconds.longValue()).map(life -> receivedAt.plus(life).truncatedTo(ChronoUnit.SECONDS))
                : Optional.empty();
    }

    /** A server says which scopes it granted only where they differ from what was asked for. */
    private List<String> scopes(Scope asked) {
        Scope granted = answer.getTokens().getAccessToken().getScope();
        return List.copyOf((granted == null ? asked : granted).toStringList());
    }

    private static Optional<Duration> life(long seconds) {
        return seconds > 0 && seconds <= LONGEST_LIFE.toSeconds()
                ? Optional.of(Duration.ofSeconds(seconds))
                : Optional.empty();
    }

    private static Failure unusable() {
        return new Failure(
                ExitCode.UNEXPECTED,
                "The server issued a token that this command can't use.",
                "Check HUBIFY_ISSUER, and whether this command is up to date.");
    }
}
