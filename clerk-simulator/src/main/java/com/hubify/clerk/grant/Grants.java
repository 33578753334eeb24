package com.hubify.clerk.grant;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.hubify.clerk.credential.OpaqueTokens;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Codes, refresh tokens and opaque access tokens, by digest and in bounded memory: the oldest go when there
 * are too many. A token is good only while its grant is.
 */
@Component
public class Grants {

    public static final Duration CODE_LIFE = Duration.ofMinutes(10);

    /** Prefix of an opaque access token. */
    public static final String ACCESS_TOKEN_PREFIX = "oat_";

    private static final long LIMIT = 20_000;

    private final Clock clock;
    private final OpaqueTokens tokens;
    private final Cache<String, Grant> grants = bounded();
    private final Cache<String, AuthorizationCode> codes = bounded();
    private final Cache<String, RefreshToken> refreshTokens = bounded();
    private final Cache<String, OpaqueAccessToken> accessTokens = bounded();

    Grants(Clock clock, OpaqueTokens tokens) {
        this.clock = clock;
        this.tokens = tokens;
    }

    /** Issues a code for a new grant. */
    public String issueCode(Grant grant, @Nullable String redirectUri, @Nullable String challenge) {
        String code = tokens.next();
        Instant expiresAt = clock.instant().plus(CODE_LIFE);
        grants.put(grant.id(), grant);
        codes.put(OpaqueTokens.digest(code), new AuthorizationCode(grant, redirectUri, challenge, expiresAt));
        return code;
    }

    /** The code as issued, spent and expired ones included; the caller decides what to make of it. */
    public Optional<AuthorizationCode> code(String code) {
        return Optional.ofNullable(codes.getIfPresent(OpaqueTokens.digest(code)));
    }

    /**
     * Spends a code. Empty if it had been spent before: then its grant is revoked too, as either the first
     * or the second caller is not the application (RFC 6749, section 4.1.2).
     */
    public Optional<Grant> spend(AuthorizationCode code) {
        if (!code.spend()) {
            revoke(code.grant());
            return Optional.empty();
        }
        return Optional.of(code.grant()).filter(this::isAlive);
    }

    public String issueRefreshToken(Grant grant) {
        String token = tokens.next();
        refreshTokens.put(OpaqueTokens.digest(token), new RefreshToken(grant, new AtomicBoolean()));
        return token;
    }

    /** The grant of a refresh token that can still be used. */
    public Optional<Grant> refreshable(String token) {
        return refreshToken(token)
                .filter(found -> !found.spent().get())
                .map(RefreshToken::grant)
                .filter(this::isAlive);
    }

    /** The grant a refresh token was once issued for, whatever became of the token. */
    public Optional<Grant> grantOfRefreshToken(String token) {
        return refreshToken(token).map(RefreshToken::grant);
    }

    /** Spends a refresh token. False if it was unknown, revoked or already spent; only one of two racing callers gets true. */
    public boolean spendRefreshToken(String token) {
        return refreshToken(token)
                .filter(found -> isAlive(found.grant()))
                .filter(found -> found.spent().compareAndSet(false, true))
                .isPresent();
    }

    public String issueAccessToken(Grant grant, Set<String> scopes, Instant issuedAt, Instant expiresAt) {
        String token = ACCESS_TOKEN_PREFIX + tokens.next();
        accessTokens.put(OpaqueTokens.digest(token), new OpaqueAccessToken(grant, scopes, issuedAt, expiresAt));
        return token;
    }

    /** An opaque access token that is good now. */
    public Optional<OpaqueAccessToken> accessToken(String token) {
        return Optional.ofNullable(accessTokens.getIfPresent(OpaqueTokens.digest(token)))
                .filter(found -> clock.instant().isBefore(found.expiresAt()))
                .filter(found -> isAlive(found.grant()));
    }

    public void revoke(Grant grant) {
        grants.invalidate(grant.id());
    }

    /** Revokes every grant made in a browser session. */
    public void revokeAllOf(String sessionId) {
        grants.asMap().values().removeIf(grant -> grant.sessionId().equals(sessionId));
    }

    /** Revokes every grant a person made. */
    public void revokeAllFor(String userId) {
        grants.asMap().values().removeIf(grant -> grant.userId().equals(userId));
    }

    private boolean isAlive(Grant grant) {
        return grants.getIfPresent(grant.id()) != null;
    }

    private Optional<RefreshToken> refreshToken(String token) {
        return Optional.ofNullable(refreshTokens.getIfPresent(OpaqueTokens.digest(token)));
    }

    /** Spent by rotation, and then kept, so that reuse can be told. */
    private record RefreshToken(Grant grant, AtomicBoolean spent) {}

    private static <T> Cache<String, T> bounded() {
        return Caffeine.newBuilder().maximumSize(LIMIT).build();
    }
}
