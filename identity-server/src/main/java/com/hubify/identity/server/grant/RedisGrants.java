package com.hubify.identity.server.grant;

import com.hubify.identity.protocol.Sha256;
import com.hubify.identity.server.grant.document.AuthorizationJson;
import com.hubify.identity.server.redis.RedisKeyspace;
import com.hubify.identity.server.redis.UnreadableDocument;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.data.redis.core.StringRedisTemplate;
import org.springframework.data.redis.core.script.DefaultRedisScript;
import org.springframework.data.redis.core.script.RedisScript;
import org.springframework.security.oauth2.core.OAuth2RefreshToken;
import org.springframework.security.oauth2.core.OAuth2Token;
import org.springframework.security.oauth2.core.endpoint.OAuth2ParameterNames;
import org.springframework.security.oauth2.server.authorization.OAuth2Authorization;
import org.springframework.security.oauth2.server.authorization.client.RegisteredClientRepository;

/**
 * Stored grants. They contain digests in place of tokens.
 *
 * <pre>
 * hfy:grant:ID    hash    v (version), json, family (D), state (D, of its      until its last token expires
 *                         latest question, also once answered), and of the
 *                         latest refresh: spent (D), answer (sealed), until
 *                         (Unix milliseconds)
 * </pre>
 *
 * ID is the grant's id, D the digest of a token or of a refresh token family.
 */
final class RedisGrants {

    private static final Logger log = LoggerFactory.getLogger(RedisGrants.class);

    private static final String VERSION = AuthorizationJson.TRANSIENT + "version";
    private static final String PRESENTED = AuthorizationJson.TRANSIENT + "presented-refresh-token";

    /** Returns the digest of the replaced state, which may be empty; nothing if another request has changed the grant. */
    private static final RedisScript<String> REPLACE = new DefaultRedisScript<>("""
        if (redis.call('HGET', KEYS[1], 'v') or '') ~= ARGV[1] then return false end
        redis.call('HSET', KEYS[1], 'v', ARGV[2], 'json', ARGV[3])
        redis.call('PEXPIRE', KEYS[1], ARGV[4])
        if ARGV[5] ~= '' then redis.call('HSET', KEYS[1], 'answer', ARGV[5], 'spent', ARGV[6], 'until', ARGV[7]) end
        if ARGV[8] ~= '' then redis.call('HSET', KEYS[1], 'family', ARGV[8]) end
        local former = redis.call('HGET', KEYS[1], 'state') or ''
        if ARGV[9] == '' or ARGV[9] == former then return '' end
        redis.call('HSET', KEYS[1], 'state', ARGV[9])
        return former
        """, String.class);

    private final StringRedisTemplate redis;
    private final RegisteredClientRepository clients;
    private final GrantProperties properties;
    private final Clock clock;

    RedisGrants(
            StringRedisTemplate redis, RegisteredClientRepository clients, GrantProperties properties, Clock clock) {
        this.redis = redis;
        this.clients = clients;
        this.properties = properties;
        this.clock = clock;
    }

    /** @param presented the token by which it is looked up, which replaces its digest; null if none */
    Optional<OAuth2Authorization> load(String id, @Nullable String presented) {
        try {
            List<String> fields = UnreadableDocument.asking(
                    () -> redis.<String, String>opsForHash().multiGet(key(id), List.of("v", "json")));
            @Nullable String version = fields.get(0);
            @Nullable String stored = fields.get(1);
            if (version == null || stored == null) {
                return Optional.empty();
            }
            UnreadableDocument.reading(() -> Long.parseLong(version));
            return AuthorizationJson.read(stored, clients::findById, presented)
                    .filter(read -> read.getId().equals(id))
                    .map(read -> with(read, VERSION, version));
        } catch (UnreadableDocument e) {
            log.warn("Stored grant {} is unreadable and is treated as ended: {}", id, e.getMessage());
            return Optional.empty();
        }
    }

    /**
     * Stores a grant if it is new or still the version that was read; false if another has changed it since.
     *
     * @param formerState receives the digest of a state that no longer leads to the grant
     */
    boolean replace(OAuth2Authorization authorization, Consumer<String> formerState) {
        String version = Objects.requireNonNullElse(authorization.getAttribute(VERSION), "");
        String next = Long.toString(version.isEmpty() ? 1 : Long.parseLong(version) + 1);
        String presented = authorization.getAttribute(PRESENTED);
        String answer = presented != null && isRotated(authorization, presented)
                ? RefreshAnswer.of(authorization).sealedFor(presented)
                : "";
        String state = authorization.getAttribute(OAuth2ParameterNames.STATE);
        @Nullable
        String replaced = redis.execute(
                REPLACE,
                List.of(key(authorization.getId())),
                version,
                next,
                AuthorizationJson.write(authorization),
                Long.toString(life(authorization).toMillis()),
                answer,
                Sha256.base64Url(presented == null ? "" : presented),
                Long.toString(clock.instant().plus(properties.refreshGrace()).toEpochMilli()),
                RefreshTokenFamily.presented(authorization)
                        .map(RefreshTokenFamily::digest)
                        .orElse(""),
                state == null ? "" : AuthorizationJson.digestOf(state));
        if (replaced != null && !replaced.isEmpty()) {
            formerState.accept(replaced);
        }
        return replaced != null;
    }

    /** Also if it is unreadable. */
    void delete(String id) {
        redis.delete(key(id));
    }

    /** Digests that lead to a grant but are not in it, by type of token: of its refresh token family and latest state. */
    Map<String, String> leading(String id) {
        List<String> fields = redis.<String, String>opsForHash().multiGet(key(id), List.of("family", "state"));
        @Nullable String family = fields.get(0);
        @Nullable String state = fields.get(1);
        Map<String, String> leading = new HashMap<>();
        if (family != null) {
            leading.put(OAuth2ParameterNames.REFRESH_TOKEN, family);
        }
        if (state != null) {
            leading.put(OAuth2ParameterNames.STATE, state);
        }
        return leading;
    }

    /** As {@link Grants#answerTo}. */
    Optional<Grants.Answer> answerTo(String spent, OAuth2Authorization authorization) {
        List<String> fields = redis.<String, String>opsForHash()
                .multiGet(key(authorization.getId()), List.of("spent", "answer", "until"));
        @Nullable String answer = fields.get(1);
        @Nullable String until = fields.get(2);
        if (answer == null || until == null || !Sha256.base64Url(spent).equals(fields.get(0))) {
            return Optional.empty();
        }
        Instant end = UnreadableDocument.reading(() -> Instant.ofEpochMilli(Long.parseLong(until)));
        return clock.instant().isBefore(end) ? Optional.of(RefreshAnswer.open(answer, spent)) : Optional.empty();
    }

    /** Until its last token expires. */
    Duration life(OAuth2Authorization authorization) {
        return RedisGrantIndex.tokens(authorization)
                .map(OAuth2Token::getExpiresAt)
                .filter(Objects::nonNull)
                .map(expiresAt -> Duration.between(clock.instant(), expiresAt))
                .reduce(RedisGrantIndex.PENDING, (one, other) -> one.compareTo(other) > 0 ? one : other);
    }

    /** When it expires, unless it is refreshed; empty if it does not exist. */
    Optional<Instant> endOf(String id) {
        long life = Objects.requireNonNull(redis.getExpire(key(id), TimeUnit.MILLISECONDS));
        return life < 0 ? Optional.empty() : Optional.of(clock.instant().plusMillis(life));
    }

    /** Makes {@link #replace} store the response for this refresh token, if the grant gets a new one. */
    static OAuth2Authorization presenting(OAuth2Authorization authorization, String refreshToken) {
        return with(authorization, PRESENTED, refreshToken);
    }

    static boolean isRefreshed(OAuth2Authorization authorization) {
        return authorization.getAttribute(PRESENTED) != null;
    }

    /** Whether its access or refresh token is invalidated, which means that it was revoked. */
    static boolean isDead(OAuth2Authorization authorization) {
        return Stream.of(authorization.getRefreshToken(), authorization.getAccessToken())
                .filter(Objects::nonNull)
                .anyMatch(OAuth2Authorization.Token::isInvalidated);
    }

    private static boolean isRotated(OAuth2Authorization authorization, String presented) {
        OAuth2Authorization.Token<OAuth2RefreshToken> refresh = authorization.getRefreshToken();
        return refresh != null && !refresh.getToken().getTokenValue().equals(presented);
    }

    private static OAuth2Authorization with(OAuth2Authorization authorization, String name, Object value) {
        return OAuth2Authorization.from(authorization).attribute(name, value).build();
    }

    private static String key(String id) {
        return RedisKeyspace.key("grant", id);
    }
}
