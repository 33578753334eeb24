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
 * ID is the grant's id, KIND one of code, refresh_token, device_code, user_code, state, D a token's digest, and of refresh tokens
 * their {@link RefreshTokenFamily}'s, so that all of a grant share one entry. An entry may point at a grant that was never
 * stored; only the grant itself says whether the token is its own.
 */
final class RedisGrantIndex {

    /** The kinds of token that are of use by themselves. Access and ID tokens are none: they are verified, not looked up. */
    static final Map<String, Class<? extends OAuth2Token>> TOKENS = Map.of(
            OAuth2ParameterNames.CODE, OAuth2AuthorizationCode.class,
            OAuth2ParameterNames.REFRESH_TOKEN, OAuth2RefreshToken.class,
            OAuth2ParameterNames.DEVICE_CODE, OAuth2DeviceCode.class,
            OAuth2ParameterNames.USER_CODE, OAuth2UserCode.class);

    /** How long a person may take over consent before the request is forgotten. */
    static final Duration PENDING = Duration.ofMinutes(10);

    private final StringRedisTemplate redis;
    private final Clock clock;

    RedisGrantIndex(StringRedisTemplate redis, Clock clock) {
        this.redis = redis;
        this.clock = clock;
    }

    /** The kinds that a look-up by this type means; all of them if it names none. */
    static Stream<String> kinds(@Nullable OAuth2TokenType type) {
        Stream<String> all = Stream.concat(TOKENS.keySet().stream(), Stream.of(OAuth2ParameterNames.STATE));
        return type == null ? all : all.filter(type.getValue()::equals);
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
     * Enters the tokens of a grant that are new, which are those that are not digests yet, before it is stored: it must not be
     * there without them.
     *
     * @param longestLife how long the grant may last, so how long its spent code is to be known
     */
    void enter(OAuth2Authorization authorization, Duration longestLife) {
        keepSpentCode(authorization, longestLife);
        TOKENS.keySet().stream()
                .filter(kind -> !kind.equals(OAuth2ParameterNames.CODE))
                .forEach(kind -> enter(kind, authorization));
    }

    /**
     * Enters the code and the state of a grant that is stored; the browser gets them later still. Attack: of many answers to one
     * question at once all but one lose, and what leads to their codes would fill the store.
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

    /** Takes out a state, by its digest, whose question is asked anew under another. */
    void removeState(String digest) {
        redis.delete(entry(OAuth2ParameterNames.STATE, digest));
    }

    /**
     * Whether the token is the grant's own and in time. Spring's providers tell expiry by a clock of their own, so a code or
     * refresh token past its time is not even found; a device is owed the word {@code expired_token}, which they say.
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

    /** Found past its time, too: who presents it again is told apart only by the grant (RFC 6749, section 4.1.2). */
    private static boolean isSpentCode(String kind, OAuth2Authorization.Token<? extends OAuth2Token> held) {
        return kind.equals(OAuth2ParameterNames.CODE) && held.isInvalidated();
    }

    /** Once, as it is redeemed: refreshes of the grant have it as a digest. */
    private void keepSpentCode(OAuth2Authorization authorization, Duration longestLife) {
        OAuth2Authorization.Token<OAuth2AuthorizationCode> code = authorization.getToken(OAuth2AuthorizationCode.class);
        if (code != null
                && code.isInvalidated()
                && !AuthorizationJson.isDigested(code.getToken().getTokenValue())
                && longestLife.toMillis() > 0) {
            redis.opsForValue()
                    .set(
                            key(OAuth2ParameterNames.CODE, code.getToken().getTokenValue()),
                            authorization.getId(),
                            longestLife);
        }
    }

    /**
     * Takes the tokens of a grant out that is gone.
     *
     * @param others digests that lead to it besides, by kind
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

    // A device code is valid for half of this. After that the device is owed the word expired_token, and not that there
    // never was such a code; the grant is there as long.
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

    /** For a token or what stands at rest for it, but for a refresh token of a family. */
    private static String digestedKey(String kind, String value) {
        return entry(kind, AuthorizationJson.digestOf(value));
    }

    private static String entry(String kind, String digest) {
        return RedisKeyspace.key("grant-of", kind, digest);
    }
}
