package com.hubify.identity.server.grant;

import com.hubify.identity.protocol.Sha256;
import com.hubify.identity.server.grant.document.AuthorizationJson;
import com.hubify.identity.server.redis.RedisKeyspace;
import com.hubify.identity.server.redis.UnreadableDocument;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.data.redis.core.StringRedisTemplate;
import org.springframework.security.oauth2.core.OAuth2DeviceCode;
import org.springframework.security.oauth2.core.OAuth2RefreshToken;
import org.springframework.security.oauth2.core.OAuth2Token;
import org.springframework.security.oauth2.core.OAuth2UserCode;
import org.springframework.security.oauth2.core.endpoint.OAuth2ParameterNames;
import org.springframework.security.oauth2.server.authorization.OAuth2Authorization;
import org.springframework.security.oauth2.server.authorization.OAuth2AuthorizationCode;
import org.springframework.security.oauth2.server.authorization.OAuth2TokenType;

/**
 * Leads from a token to its grant.
 *
 * <pre>
 * hfy:grant-of:KIND:D    string    ID    the token's life; a device code 10 min, a spent code as long as its
 *                                    grant
 * </pre>
 *
 * ID is the grant's id, KIND one of code, refresh_token, device_code, user_code, state, D a token's digest, and of refresh
 * tokens their {@link RefreshTokenFamily}'s, so that all of a grant share one entry. An entry may point to a grant that was
 * never stored; only the grant itself tells whether the token belongs to it.
 */
final class RedisGrantIndex {

    /** The types of token that are looked up. Access and ID tokens are verified instead. */
    static final Map<String, Class<? extends OAuth2Token>> TOKENS = Map.of(
            OAuth2ParameterNames.CODE, OAuth2AuthorizationCode.class,
            OAuth2ParameterNames.REFRESH_TOKEN, OAuth2RefreshToken.class,
            OAuth2ParameterNames.DEVICE_CODE, OAuth2DeviceCode.class,
            OAuth2ParameterNames.USER_CODE, OAuth2UserCode.class);

    /** How long a request waits for consent. */
    static final Duration PENDING = Duration.ofMinutes(10);

    private final StringRedisTemplate redis;
    private final Clock clock;

    RedisGrantIndex(StringRedisTemplate redis, Clock clock) {
        this.redis = redis;
        this.clock = clock;
    }

    /** The types to look up; all if none is given. */
    static Stream<String> kinds(@Nullable OAuth2TokenType type) {
        Stream<String> all = Stream.concat(TOKENS.keySet().stream(), Stream.of(OAuth2ParameterNames.STATE));
        return type == null ? all : all.filter(type.getValue()::equals);
    }

    /** The tokens that a grant holds, its access token included. */
    static Stream<OAuth2Token> tokens(OAuth2Authorization authorization) {
        return Stream.concat(
                        TOKENS.values().stream().map(authorization::getToken),
                        Stream.of(authorization.getAccessToken()))
                .filter(Objects::nonNull)
                .map(OAuth2Authorization.Token::getToken);
    }

    Optional<String> find(String kind, String token) {
        try {
            return UnreadableDocument.asking(
                    () -> Optional.ofNullable(redis.opsForValue().get(key(kind, token))));
        } catch (UnreadableDocument e) {
            return Optional.empty();
        }
    }

    /**
     * Indexes the new tokens of a grant, which are those that are not digests yet, before the grant is stored: it must never
     * exist without them.
     *
     * @param longestLife how long the grant may last, and so how long its used code must be recognized
     */
    void enter(OAuth2Authorization authorization, Duration longestLife) {
        keepSpentCode(authorization, longestLife);
        TOKENS.keySet().stream()
                .filter(kind -> !kind.equals(OAuth2ParameterNames.CODE))
                .forEach(kind -> enter(kind, authorization));
    }

    /**
     * Indexes the code and state of a grant after it is stored; the browser gets them later. Attack: answer one consent page
     * many times at once; all but one fail, and index entries of their codes would fill Redis.
     */
    void enterStored(OAuth2Authorization authorization) {
        enter(OAuth2ParameterNames.CODE, authorization);
        String state = authorization.getAttribute(OAuth2ParameterNames.STATE);
        if (state != null) {
            enter(OAuth2ParameterNames.STATE, state, authorization.getId(), null);
        }
    }

    private void enter(String kind, OAuth2Authorization authorization) {
        OAuth2Authorization.Token<? extends OAuth2Token> held =
                authorization.getToken(Objects.requireNonNull(TOKENS.get(kind)));
        if (held != null && !isSpentCode(kind, held)) {
            enter(
                    kind,
                    held.getToken().getTokenValue(),
                    authorization.getId(),
                    held.getToken().getExpiresAt());
        }
    }

    /** Removes a state, by its digest, that has been replaced by another. */
    void removeState(String digest) {
        redis.delete(entry(OAuth2ParameterNames.STATE, digest));
    }

    /**
     * Whether the token belongs to the grant and has not expired. Spring's providers check expiry by the machine's clock, so
     * an expired code or refresh token is not found at all; an expired device code is, since they answer
     * {@code expired_token}.
     */
    boolean holds(OAuth2Authorization authorization, String kind, String token) {
        if (kind.equals(OAuth2ParameterNames.STATE)) {
            return token.equals(authorization.getAttribute(OAuth2ParameterNames.STATE));
        }
        OAuth2Authorization.Token<? extends OAuth2Token> held =
                authorization.getToken(Objects.requireNonNull(TOKENS.get(kind)));
        return held != null
                && held.getToken().getTokenValue().equals(token)
                && (isSpentCode(kind, held) || !isOverdue(kind, held.getToken()));
    }

    /** Found after its expiry, too: a replay must be recognized (RFC 6749, section 4.1.2). */
    private static boolean isSpentCode(String kind, OAuth2Authorization.Token<? extends OAuth2Token> held) {
        return kind.equals(OAuth2ParameterNames.CODE) && held.isInvalidated();
    }

    /** Once, when it is redeemed: later saves of the grant have it as a digest. */
    private void keepSpentCode(OAuth2Authorization authorization, Duration longestLife) {
        if (longestLife.toMillis() > 0) {
            presentedSpentCode(authorization)
                    .ifPresent(code -> redis.opsForValue()
                            .set(key(OAuth2ParameterNames.CODE, code), authorization.getId(), longestLife));
        }
    }

    /** The spent code that the grant was looked up by, or that has just been redeemed. One that lies at rest is a digest. */
    static Optional<String> presentedSpentCode(OAuth2Authorization authorization) {
        return Optional.ofNullable(authorization.getToken(OAuth2AuthorizationCode.class))
                .filter(OAuth2Authorization.Token::isInvalidated)
                .map(code -> code.getToken().getTokenValue())
                .filter(code -> !AuthorizationJson.isDigested(code));
    }

    /**
     * Removes the tokens of a deleted grant.
     *
     * @param others further digests that lead to it, by type
     */
    void remove(OAuth2Authorization authorization, Map<String, String> others) {
        Stream<String> tokens = TOKENS.entrySet().stream()
                .filter(kind -> authorization.getToken(kind.getValue()) != null)
                .map(kind -> digestedKey(
                        kind.getKey(),
                        Objects.requireNonNull(authorization.getToken(kind.getValue()))
                                .getToken()
                                .getTokenValue()));
        redis.delete(Stream.concat(
                        tokens, others.entrySet().stream().map(other -> entry(other.getKey(), other.getValue())))
                .toList());
    }

    private boolean isOverdue(String kind, OAuth2Token token) {
        boolean told = kind.equals(OAuth2ParameterNames.CODE) || kind.equals(OAuth2ParameterNames.REFRESH_TOKEN);
        return told && token.getExpiresAt() != null && !clock.instant().isBefore(token.getExpiresAt());
    }

    // A device code is valid for half of this time. After that the device gets expired_token instead of
    // invalid_grant; the grant is kept as long.
    private void enter(String kind, String token, String id, @Nullable Instant expiresAt) {
        boolean lasts = expiresAt == null || kind.equals(OAuth2ParameterNames.DEVICE_CODE);
        Duration life = lasts ? PENDING : Duration.between(clock.instant(), expiresAt);
        if (!AuthorizationJson.isDigested(token) && life.toMillis() > 0) {
            redis.opsForValue().set(key(kind, token), id, life);
        }
    }

    private static String key(String kind, String token) {
        return entry(
                kind,
                kind.equals(OAuth2ParameterNames.REFRESH_TOKEN)
                        ? RefreshTokenFamily.digest(token)
                        : Sha256.base64Url(token));
    }

    /** For a token or its digest, but not for a refresh token of a family. */
    private static String digestedKey(String kind, String value) {
        return entry(kind, AuthorizationJson.digestOf(value));
    }

    private static String entry(String kind, String digest) {
        return RedisKeyspace.key("grant-of", kind, digest);
    }
}
