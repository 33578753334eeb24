package com.hubify.identity.server.token;

import com.hubify.identity.protocol.Ancestor;
import com.hubify.identity.protocol.Revocation;
import com.hubify.identity.server.consent.AnsweredQuestions;
import com.hubify.identity.server.redis.RedisKeyspace;
import com.hubify.identity.server.redis.UnreadableDocument;
import com.hubify.identity.server.revocation.Revocations;
import com.hubify.identity.server.revocation.RevokedByOperator;
import com.hubify.identity.server.session.SignInAuthentication;
import com.hubify.identity.server.session.SignedOut;
import com.hubify.identity.server.token.document.AuthorizationJson;
import java.security.Principal;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.event.EventListener;
import org.springframework.data.redis.core.StringRedisTemplate;
import org.springframework.data.redis.core.script.DefaultRedisScript;
import org.springframework.data.redis.core.script.RedisScript;
import org.springframework.security.oauth2.core.AuthorizationGrantType;
import org.springframework.security.oauth2.core.OAuth2RefreshToken;
import org.springframework.security.oauth2.core.endpoint.OAuth2ParameterNames;
import org.springframework.security.oauth2.server.authorization.OAuth2Authorization;
import org.springframework.security.oauth2.server.authorization.OAuth2AuthorizationCode;
import org.springframework.security.oauth2.server.authorization.OAuth2AuthorizationService;
import org.springframework.security.oauth2.server.authorization.OAuth2TokenType;
import org.springframework.security.oauth2.server.authorization.client.RegisteredClientRepository;
import org.springframework.stereotype.Repository;

/**
 * Grants in Redis. Tokens stand there as digests.
 *
 * <pre>
 * hfy:grant:ID    hash    v (version), json, family (D), and of the latest     until its last token expires
 *                         refresh: spent (D), answer (sealed), until (Unix
 *                         milliseconds)
 * </pre>
 *
 * ID is the grant's id, D the digest of a token or of a family of them; {@link RedisGrantIndex} leads from the one to the other.
 * {@link RedisHeldGrants} bounds how many there are of a person.
 *
 * <p>{@link #save} replaces only the version that was read. Spring's providers read, decide and save; of two that redeem one
 * code, refresh token, device code or consent at the same time, on whichever nodes, one wins and the other is refused.
 */
@Repository
class RedisAuthorizations implements OAuth2AuthorizationService, AnsweredQuestions {

    private static final Logger log = LoggerFactory.getLogger(RedisAuthorizations.class);

    private static final String VERSION = AuthorizationJson.TRANSIENT + "version";
    private static final String PRESENTED = AuthorizationJson.TRANSIENT + "presented-refresh-token";

    private static final RedisScript<Boolean> REPLACE = new DefaultRedisScript<>("""
            if (redis.call('HGET', KEYS[1], 'v') or '') ~= ARGV[1] then return false end
            redis.call('HSET', KEYS[1], 'v', ARGV[2], 'json', ARGV[3])
            redis.call('PEXPIRE', KEYS[1], ARGV[4])
            if ARGV[5] ~= '' then redis.call('HSET', KEYS[1], 'answer', ARGV[5], 'spent', ARGV[6], 'until', ARGV[7]) end
            if ARGV[8] ~= '' then redis.call('HSET', KEYS[1], 'family', ARGV[8]) end
            return true
            """, Boolean.class);

    private final RedisGrantIndex index;
    private final RedisHeldGrants held;
    private final StringRedisTemplate redis;
    private final RegisteredClientRepository clients;
    private final Revocations revocations;
    private final TokenProperties properties;
    private final ApplicationEventPublisher events;
    private final Clock clock;

    RedisAuthorizations(
            StringRedisTemplate redis,
            RegisteredClientRepository clients,
            Revocations revocations,
            TokenProperties properties,
            ApplicationEventPublisher events,
            Clock clock) {
        this.redis = redis;
        this.index = new RedisGrantIndex(redis, clock);
        this.held = new RedisHeldGrants(redis, properties, this::endOf);
        this.clients = clients;
        this.revocations = revocations;
        this.properties = properties;
        this.events = events;
        this.clock = clock;
    }

    /**
     * Stores a grant if it is new or still the version that was read. An invalidated access or refresh token means that the grant
     * was revoked, whatever the cause (RFC 7009, a replayed code, a spent refresh token): that is published, and nothing of it
     * kept.
     *
     * @throws AuthorizationChanged if somebody else has changed it since, or it was revoked
     */
    @Override
    public void save(OAuth2Authorization authorization) {
        if (authorization.getAuthorizationGrantType().equals(AuthorizationGrantType.CLIENT_CREDENTIALS)) {
            return; // nothing ever refers to such a grant
        }
        if (isDead(authorization)) {
            publishEnd(authorization);
            if (presentsSpentCode(authorization)) {
                tellOfReplay(authorization);
            }
            remove(authorization);
            return;
        }
        index.enter(authorization, longestLife(authorization));
        String version = Objects.requireNonNullElse(authorization.getAttribute(VERSION), "");
        if (!replace(authorization, version)) {
            endIfCodeIsReplayed(authorization);
            throw new AuthorizationChanged();
        }
        // Revoked since it was read: its new tokens may say that they were issued a second later.
        if (authorization.getAccessToken() != null && isRevoked(authorization)) {
            end(authorization);
            throw new AuthorizationChanged();
        }
        endOldestIfTooMany(authorization);
    }

    /** Only what is new counts; a refresh adds none. */
    private void endOldestIfTooMany(OAuth2Authorization saved) {
        if (!(saved.getAttribute(Principal.class.getName()) instanceof SignInAuthentication)
                || saved.getAttribute(PRESENTED) != null) {
            return;
        }
        String account = saved.getPrincipalName();
        String client = saved.getRegisteredClientId();
        Instant now = clock.instant();
        List<String> tooMany = saved.getAccessToken() == null
                ? held.opened(account, saved.getId(), now)
                : held.granted(account, client, GrantLineage.session(saved), saved.getId(), now);
        for (String oldest : tooMany) {
            load(oldest, null).ifPresentOrElse(this::remove, () -> {
                redis.delete(key(oldest));
                held.removed(account, client, Optional.empty(), oldest);
            });
        }
    }

    /** Of two that redeem one code at once, one may have stolen it (RFC 6749, section 4.1.2): neither keeps what it got. */
    private void endIfCodeIsReplayed(OAuth2Authorization lost) {
        if (presentsSpentCode(lost)) {
            load(lost.getId(), null).filter(RedisAuthorizations::isCodeSpent).ifPresent(grant -> {
                end(grant);
                tellOfReplay(grant);
            });
        }
    }

    private static boolean presentsSpentCode(OAuth2Authorization authorization) {
        OAuth2Authorization.Token<OAuth2AuthorizationCode> code = authorization.getToken(OAuth2AuthorizationCode.class);
        return code != null
                && code.isInvalidated()
                && !AuthorizationJson.isDigested(code.getToken().getTokenValue());
    }

    private void tellOfReplay(OAuth2Authorization grant) {
        events.publishEvent(
                new AuthorizationCodeReplayed(grant.getId(), grant.getRegisteredClientId(), grant.getPrincipalName()));
    }

    private static boolean isCodeSpent(OAuth2Authorization authorization) {
        OAuth2Authorization.Token<OAuth2AuthorizationCode> code = authorization.getToken(OAuth2AuthorizationCode.class);
        return code != null && code.isInvalidated();
    }

    /** With all that leads to it: what is left of a grant in a loop of them would fill the store. */
    @Override
    public void remove(OAuth2Authorization authorization) {
        String family = redis.<String, String>opsForHash().get(key(authorization.getId()), "family");
        redis.delete(key(authorization.getId()));
        index.remove(authorization, family);
        held.removed(
                authorization.getPrincipalName(),
                authorization.getRegisteredClientId(),
                GrantLineage.session(authorization),
                authorization.getId());
    }

    /** The sign-out is published already, so what is left after a crash can't be refreshed. */
    @EventListener
    void on(SignedOut event) {
        held.endingWith(event.account(), event.sessionId())
                .forEach(id -> load(id, null).ifPresent(this::remove));
    }

    @EventListener
    void on(RevokedByOperator event) {
        Ancestor ancestor = event.revocation().ancestor();
        if (ancestor.kind() == Ancestor.Kind.GRANT) {
            load(ancestor.id(), null).filter(this::isRevoked).ifPresent(this::remove);
        }
    }

    /** Unless it is refreshed. */
    private Optional<Instant> endOf(String id) {
        long life = Objects.requireNonNull(redis.getExpire(key(id), TimeUnit.MILLISECONDS));
        return life < 0 ? Optional.empty() : Optional.of(clock.instant().plusMillis(life));
    }

    @Override
    public @Nullable OAuth2Authorization findById(String id) {
        return load(id, null).orElse(null);
    }

    /**
     * Finds a grant by a token that is of use by itself, unless anything it descends from was revoked. Access and ID tokens are
     * none: they are verified, not looked up.
     */
    @Override
    public @Nullable OAuth2Authorization findByToken(String token, @Nullable OAuth2TokenType type) {
        return RedisGrantIndex.kinds(type)
                .flatMap(kind -> find(kind, token).stream())
                .findFirst()
                .orElse(null);
    }

    @Override
    public Optional<OAuth2Authorization> answered(String state) {
        return index.find(OAuth2ParameterNames.STATE, state)
                .flatMap(id -> load(id, state))
                .filter(authorization -> authorization.getAttribute(OAuth2ParameterNames.STATE) == null)
                .filter(authorization -> !isRevoked(authorization));
    }

    /** The grant a spent refresh token once belonged to, unless anything it descends from was revoked. */
    Optional<OAuth2Authorization> findBySpentRefreshToken(String token) {
        return Optional.of(token)
                .filter(RefreshTokenFamily::isOne)
                .flatMap(spent -> index.find(OAuth2ParameterNames.REFRESH_TOKEN, spent))
                .flatMap(id -> load(id, token))
                .filter(authorization -> !index.holds(authorization, OAuth2ParameterNames.REFRESH_TOKEN, token))
                .filter(authorization -> !isRevoked(authorization));
    }

    /**
     * The answer that a spent refresh token got, while the grace lasts. Only the latest is kept: once its successor was used,
     * the client has seen the answer, and asking again is no accident.
     *
     * @throws UnreadableDocument if what is kept of it is damaged
     */
    Optional<RefreshAnswer> answerTo(String spent, OAuth2Authorization authorization) {
        List<String> fields = redis.<String, String>opsForHash()
                .multiGet(key(authorization.getId()), List.of("spent", "answer", "until"));
        @Nullable String answer = fields.get(1);
        @Nullable String until = fields.get(2);
        if (answer == null || until == null || !RedisKeyspace.digest(spent).equals(fields.get(0))) {
            return Optional.empty();
        }
        Instant end = UnreadableDocument.reading(() -> Instant.ofEpochMilli(Long.parseLong(until)));
        return clock.instant().isBefore(end) ? Optional.of(RefreshAnswer.open(answer, spent)) : Optional.empty();
    }

    /** Ends a grant: its refresh token is dead, and its access tokens are as soon as services hear of it. */
    void end(OAuth2Authorization authorization) {
        publishEnd(authorization);
        remove(authorization);
    }

    // Comes before all else: after a crash nothing can be refreshed, while the other way round access tokens
    // would live on.
    private void publishEnd(OAuth2Authorization authorization) {
        Ancestor grant = new Ancestor(Ancestor.Kind.GRANT, authorization.getId());
        revocations.publishEnd(new Revocation(grant, clock.instant()), authorization.getPrincipalName());
    }

    private boolean isRevoked(OAuth2Authorization authorization) {
        return revocations.isRevoked(GrantLineage.of(authorization, clock.instant()));
    }

    private Optional<OAuth2Authorization> find(String kind, String token) {
        return index.find(kind, token)
                .flatMap(id -> load(id, token))
                .filter(authorization -> index.holds(authorization, kind, token))
                .filter(authorization -> !kind.equals(OAuth2ParameterNames.REFRESH_TOKEN) || isInTime(authorization))
                .filter(authorization -> !isRevoked(authorization))
                .map(authorization -> kind.equals(OAuth2ParameterNames.REFRESH_TOKEN)
                        ? with(authorization, PRESENTED, token)
                        : authorization);
    }

    /** Refresh tokens of grants made before there was an absolute end may say a later time than it. */
    private boolean isInTime(OAuth2Authorization authorization) {
        Instant now = clock.instant();
        return now.isBefore(GrantLineage.madeAt(authorization, now).plus(properties.grantTimeToLive()));
    }

    private Optional<OAuth2Authorization> load(String id, @Nullable String presented) {
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
            log.warn("Grant {} can't be read and counts as ended: {}", id, e.getMessage());
            return Optional.empty();
        }
    }

    private boolean replace(OAuth2Authorization authorization, String version) {
        String next = Long.toString(version.isEmpty() ? 1 : Long.parseLong(version) + 1);
        String presented = authorization.getAttribute(PRESENTED);
        String answer = presented != null && isRotated(authorization, presented)
                ? RefreshAnswer.of(authorization).sealedFor(presented)
                : "";
        return Boolean.TRUE.equals(redis.execute(
                REPLACE,
                List.of(key(authorization.getId())),
                version,
                next,
                AuthorizationJson.write(authorization),
                Long.toString(life(authorization).toMillis()),
                answer,
                RedisKeyspace.digest(presented == null ? "" : presented),
                Long.toString(clock.instant().plus(properties.refreshGrace()).toEpochMilli()),
                RefreshTokenFamily.presented(authorization)
                        .map(RefreshTokenFamily::digest)
                        .orElse("")));
    }

    private static boolean isRotated(OAuth2Authorization authorization, String presented) {
        OAuth2Authorization.Token<OAuth2RefreshToken> refresh = authorization.getRefreshToken();
        return refresh != null && !refresh.getToken().getTokenValue().equals(presented);
    }

    private static boolean isDead(OAuth2Authorization authorization) {
        return Stream.of(authorization.getRefreshToken(), authorization.getAccessToken())
                .filter(Objects::nonNull)
                .anyMatch(OAuth2Authorization.Token::isInvalidated);
    }

    private Duration life(OAuth2Authorization authorization) {
        return Stream.concat(
                        RedisGrantIndex.TOKENS.values().stream().map(authorization::getToken),
                        Stream.of(authorization.getAccessToken()))
                .filter(Objects::nonNull)
                .map(token -> token.getToken().getExpiresAt())
                .filter(Objects::nonNull)
                .map(expiresAt -> Duration.between(clock.instant(), expiresAt))
                .reduce(RedisGrantIndex.PENDING, (one, other) -> one.compareTo(other) > 0 ? one : other);
    }

    /** With all refreshes that are yet to come. */
    private Duration longestLife(OAuth2Authorization authorization) {
        Instant now = clock.instant();
        return authorization.getRefreshToken() == null
                ? life(authorization)
                : Duration.between(now, GrantLineage.madeAt(authorization, now).plus(properties.grantTimeToLive()));
    }

    private static OAuth2Authorization with(OAuth2Authorization authorization, String name, Object value) {
        return OAuth2Authorization.from(authorization).attribute(name, value).build();
    }

    private static String key(String id) {
        return RedisKeyspace.key("grant", id);
    }
}
