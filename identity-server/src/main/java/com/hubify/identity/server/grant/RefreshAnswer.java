package com.hubify.identity.server.grant;

import com.hubify.identity.server.grant.document.AuthorizationJson;
import com.hubify.identity.server.redis.RedisJson;
import com.hubify.identity.server.redis.SealedText;
import com.hubify.identity.server.redis.UnreadableDocument;
import java.time.Instant;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.security.oauth2.core.OAuth2AccessToken;
import org.springframework.security.oauth2.core.OAuth2RefreshToken;
import org.springframework.security.oauth2.core.oidc.OidcIdToken;
import org.springframework.security.oauth2.server.authorization.OAuth2Authorization;

/**
 * The response to a refresh, for a client that repeats the request because it never received it. It is encrypted with a key
 * derived from the used refresh token, so the stored form is of no use to a reader of Redis.
 */
record RefreshAnswer(
        Token access,
        Set<String> scopes,
        Token refresh,
        @Nullable String idToken) implements Grants.Answer {

    private static final String PURPOSE = "hubify refresh answer";

    record Token(String value, Instant issuedAt, Instant expiresAt) {

        Token {
            Stream.of(value, issuedAt, expiresAt).forEach(Objects::requireNonNull);
            requireIssued(value);
        }
    }

    RefreshAnswer {
        Stream.of(access, scopes, refresh).forEach(Objects::requireNonNull);
        if (idToken != null) {
            requireIssued(idToken);
        }
    }

    private static void requireIssued(String value) {
        if (AuthorizationJson.isDigested(value)) {
            throw new IllegalArgumentException("the stored digest of a token was given in place of the token");
        }
    }

    static RefreshAnswer of(OAuth2Authorization authorization) {
        OAuth2AccessToken access =
                Objects.requireNonNull(authorization.getAccessToken()).getToken();
        OAuth2RefreshToken refresh =
                Objects.requireNonNull(authorization.getRefreshToken()).getToken();
        OAuth2Authorization.Token<OidcIdToken> idToken = authorization.getToken(OidcIdToken.class);
        return new RefreshAnswer(
                token(access.getTokenValue(), access.getIssuedAt(), access.getExpiresAt()),
                access.getScopes(),
                token(refresh.getTokenValue(), refresh.getIssuedAt(), refresh.getExpiresAt()),
                idToken == null ? null : ifIssued(idToken.getToken().getTokenValue()));
    }

    /** A refresh without {@code openid} issues no ID token; the grant still has the digest of the previous one. */
    private static @Nullable String ifIssued(String idToken) {
        return AuthorizationJson.isDigested(idToken) ? null : idToken;
    }

    @Override
    public OAuth2AccessToken accessToken() {
        return new OAuth2AccessToken(
                OAuth2AccessToken.TokenType.BEARER, access.value(), access.issuedAt(), access.expiresAt(), scopes);
    }

    @Override
    public OAuth2RefreshToken refreshToken() {
        return new OAuth2RefreshToken(refresh.value(), refresh.issuedAt(), refresh.expiresAt());
    }

    String sealedFor(String presented) {
        return SealedText.seal(RedisJson.write(this), presented, PURPOSE);
    }

    /** @throws UnreadableDocument if it is damaged, or was encrypted for another token */
    static RefreshAnswer open(String text, String presented) {
        return RedisJson.read(SealedText.open(text, presented, PURPOSE), RefreshAnswer.class);
    }

    private static Token token(String value, @Nullable Instant issuedAt, @Nullable Instant expiresAt) {
        return new Token(value, Objects.requireNonNull(issuedAt), Objects.requireNonNull(expiresAt));
    }

    @Override
    public String toString() {
        return "RefreshAnswer[scopes=" + scopes + "]";
    }
}
