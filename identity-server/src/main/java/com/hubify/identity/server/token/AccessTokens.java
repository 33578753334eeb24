package com.hubify.identity.server.token;

import com.hubify.identity.protocol.Lineage;
import com.hubify.identity.protocol.Scopes;
import com.hubify.identity.protocol.TokenClaims;
import com.hubify.identity.server.revocation.Revocations;
import com.hubify.identity.server.signing.OwnTokens;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import org.springframework.dao.DataAccessException;
import org.springframework.security.oauth2.core.OAuth2Error;
import org.springframework.security.oauth2.core.OAuth2ErrorCodes;
import org.springframework.security.oauth2.core.OAuth2TokenValidatorResult;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.jwt.JwtDecoder;
import org.springframework.security.oauth2.server.authorization.settings.AuthorizationServerSettings;
import org.springframework.stereotype.Component;

/**
 * Verifies this server's own access tokens. They are not stored: the signature proves their origin, and the revocations tell
 * whether they are still valid.
 */
@Component
public class AccessTokens {

    /** Clock skew between nodes: a token issued by a node whose clock is ahead must be accepted. */
    private static final Duration SKEW = Duration.ofSeconds(5);

    private static final Duration LENIENCE = Duration.ofMinutes(5);

    private final OwnTokens ownTokens;
    private final Revocations revocations;
    private final String issuer;
    private final Clock clock;

    AccessTokens(OwnTokens ownTokens, Revocations revocations, AuthorizationServerSettings settings, Clock clock) {
        this.ownTokens = ownTokens;
        this.revocations = revocations;
        this.issuer = Objects.requireNonNull(settings.getIssuer());
        this.clock = clock;
    }

    /** The token if it is an access token of this server, valid or not. */
    Optional<Jwt> issued(String token) {
        return ownTokens.verify(token).filter(this::isAccessToken);
    }

    /** The token if it is a valid access token of this server, by the revocations that this node has followed. */
    Optional<Jwt> active(String token) {
        return issued(token).filter(jwt -> lives(jwt, this::isRevokedAsFollowed));
    }

    /** Whether the token has expired everywhere, also at services with the largest allowed clock skew. */
    boolean isLongOver(Jwt token) {
        return clock.instant().isAfter(overAt(token));
    }

    /** When the token has expired everywhere, clock skew included. */
    static Instant overAt(Jwt token) {
        return Objects.requireNonNull(token.getExpiresAt()).plus(LENIENCE);
    }

    /** A decoder for this server's own endpoints. */
    public JwtDecoder decoder() {
        return decoder(this::isRevoked);
    }

    /**
     * The same for endpoints that create nothing, by the revocations that this node has followed. Elsewhere an API key could
     * be created with a token that another node revoked a moment before.
     */
    public JwtDecoder decoderForReading() {
        return decoder(this::isRevokedAsFollowed);
    }

    /**
     * The same for the feed, which checks again once the log can be read. During an outage a token is accepted unless it is
     * known to be revoked.
     */
    public JwtDecoder decoderForWaiting() {
        return decoder(jwt -> {
            try {
                return isRevokedAsFollowed(jwt);
            } catch (DataAccessException e) {
                return false;
            }
        });
    }

    /** Scopes of a verified token, in their order. */
    static Set<String> scopes(Jwt token) {
        String scope = token.getClaimAsString(TokenClaims.SCOPE);
        return scope == null
                ? Set.of()
                : Scopes.parse(scope).orElse(Scopes.none()).values();
    }

    // Attack: present an ID token as an access token. Both are signed with the same keys; only {@code typ}
    // tells them apart.
    private boolean isAccessToken(Jwt jwt) {
        return TokenClaims.ACCESS_TOKEN_TYPE.equals(jwt.getHeaders().get("typ"))
                && issuer.equals(jwt.getClaimAsString("iss"))
                && jwt.getId() != null
                && jwt.getSubject() != null
                && jwt.getIssuedAt() != null
                && jwt.getExpiresAt() != null;
    }

    private JwtDecoder decoder(Predicate<Jwt> revoked) {
        OAuth2TokenValidatorResult refused =
                OAuth2TokenValidatorResult.failure(new OAuth2Error(OAuth2ErrorCodes.INVALID_TOKEN));
        return ownTokens.decoder(
                jwt -> isAccessToken(jwt) && lives(jwt, revoked) ? OAuth2TokenValidatorResult.success() : refused);
    }

    private boolean lives(Jwt jwt, Predicate<Jwt> revoked) {
        Instant now = clock.instant();
        Instant notBefore = jwt.getNotBefore();
        return now.isBefore(Objects.requireNonNull(jwt.getExpiresAt()))
                && (notBefore == null || !now.plus(SKEW).isBefore(notBefore))
                && !revoked.test(jwt);
    }

    private boolean isRevoked(Jwt jwt) {
        return revocations.isRevoked(lineage(jwt));
    }

    private boolean isRevokedAsFollowed(Jwt jwt) {
        return revocations.isRevokedSince(lineage(jwt), Objects.requireNonNull(jwt.getIssuedAt()));
    }

    private static Lineage lineage(Jwt jwt) {
        return Lineage.ofToken(
                Objects.requireNonNull(jwt.getIssuedAt()),
                jwt.getClaims(),
                String.valueOf(jwt.getHeaders().get("kid")));
    }
}
