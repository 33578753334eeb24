package com.hubify.identity.server.grant;

import com.hubify.identity.server.grant.document.AuthorizationJson;
import com.hubify.identity.server.redis.RedisJson;
import com.hubify.identity.server.redis.UnreadableDocument;
import com.nimbusds.jose.EncryptionMethod;
import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWEAlgorithm;
import com.nimbusds.jose.JWEHeader;
import com.nimbusds.jose.JWEObject;
import com.nimbusds.jose.Payload;
import com.nimbusds.jose.crypto.DirectDecrypter;
import com.nimbusds.jose.crypto.DirectEncrypter;
import java.nio.charset.StandardCharsets;
import java.security.InvalidKeyException;
import java.security.NoSuchAlgorithmException;
import java.text.ParseException;
import java.time.Instant;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
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

    private static final byte[] PURPOSE = "hubify refresh answer".getBytes(StandardCharsets.US_ASCII);

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
        try {
            JWEObject answer = new JWEObject(
                    new JWEHeader(JWEAlgorithm.DIR, EncryptionMethod.A256GCM), new Payload(RedisJson.write(this)));
            answer.encrypt(new DirectEncrypter(key(presented)));
            return answer.serialize();
        } catch (JOSEException e) {
            throw new IllegalStateException("refresh response could not be encrypted", e);
        }
    }

    /** @throws UnreadableDocument if it is damaged, or was encrypted for another token */
    static RefreshAnswer open(String text, String presented) {
        try {
            JWEObject answer = JWEObject.parse(text);
            answer.decrypt(new DirectDecrypter(key(presented)));
            return RedisJson.read(answer.getPayload().toString(), RefreshAnswer.class);
        } catch (ParseException | JOSEException | IllegalStateException | IllegalArgumentException e) {
            throw new UnreadableDocument("stored refresh response can't be decrypted", e);
        }
    }

    private static Token token(String value, @Nullable Instant issuedAt, @Nullable Instant expiresAt) {
        return new Token(value, Objects.requireNonNull(issuedAt), Objects.requireNonNull(expiresAt));
    }

    /**
     * The token has 256 random bits, so one HMAC of it yields a key; the purpose keeps it apart from the token's stored
     * digest.
     */
    private static byte[] key(String presented) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(presented.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
            return mac.doFinal(PURPOSE);
        } catch (NoSuchAlgorithmException | InvalidKeyException e) {
            throw new IllegalStateException("every Java platform has HmacSHA256", e);
        }
    }

    @Override
    public String toString() {
        return "RefreshAnswer[scopes=" + scopes + "]";
    }
}
