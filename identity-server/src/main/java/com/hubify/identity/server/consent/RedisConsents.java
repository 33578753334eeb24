package com.hubify.identity.server.consent;

import com.hubify.identity.server.redis.RedisKeyspace;
import java.time.Clock;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.data.redis.core.StringRedisTemplate;
import org.springframework.data.redis.core.script.RedisScript;
import org.springframework.security.oauth2.server.authorization.OAuth2AuthorizationConsent;
import org.springframework.security.oauth2.server.authorization.OAuth2AuthorizationConsentService;
import org.springframework.stereotype.Repository;

/**
 * Consents in Redis. A set, so that concurrent decisions add up.
 *
 * <pre>
 * hfy:consent:{client id}:{account}    set of scopes    for ever: until the person takes it back, or it holds more than 1,000
 * hfy:consents-of:{account}            hash             clients to when they were first allowed something, in Unix
 *                                                       milliseconds; as long. At most as many as are registered
 * </pre>
 *
 * Attack: there is no end of scopes below a wildcard, and a person who allows them one by one would fill Redis. With more
 * than 1,000 the consent is deleted, and asked again.
 */
@Repository
class RedisConsents implements OAuth2AuthorizationConsentService, Consents {

    static final int MOST = 1_000;

    /** KEYS consent; ARGV how many, scopes. */
    private static final RedisScript<Boolean> ADD = RedisScript.of("""
            for i = 2, #ARGV do redis.call('SADD', KEYS[1], ARGV[i]) end
            if redis.call('SCARD', KEYS[1]) > tonumber(ARGV[1]) then redis.call('DEL', KEYS[1]) end
            return true
            """, Boolean.class);

    private final StringRedisTemplate redis;
    private final ApplicationEventPublisher events;
    private final Clock clock;

    RedisConsents(StringRedisTemplate redis, ApplicationEventPublisher events, Clock clock) {
        this.redis = redis;
        this.events = events;
        this.clock = clock;
    }

    /** The client is noted first: after a crash in between, the person sees one without scopes, and not the other way round. */
    @Override
    public void save(OAuth2AuthorizationConsent consent) {
        String account = consent.getPrincipalName();
        String client = consent.getRegisteredClientId();
        redis.opsForHash().putIfAbsent(ofAccount(account), client, Long.toString(clock.millis()));
        redis.execute(
                ADD,
                List.of(key(client, account)),
                Stream.concat(Stream.of(Integer.toString(MOST)), consent.getScopes().stream())
                        .toArray());
        events.publishEvent(new ConsentGiven(account, client, consent.getScopes()));
    }

    @Override
    public void remove(OAuth2AuthorizationConsent consent) {
        forget(consent.getPrincipalName(), consent.getRegisteredClientId());
    }

    @Override
    public void forget(String account, String clientId) {
        redis.delete(key(clientId, account));
        redis.opsForHash().delete(ofAccount(account), clientId);
    }

    @Override
    public void takeBack(String account, String clientId, Set<String> scopes) {
        redis.opsForSet().remove(key(clientId, account), scopes.toArray());
    }

    @Override
    public Map<String, Instant> since(String account) {
        Map<String, Instant> since = new HashMap<>();
        redis.<String, String>opsForHash()
                .entries(ofAccount(account))
                .forEach((client, millis) -> since.put(client, Instant.ofEpochMilli(Long.parseLong(millis))));
        return since;
    }

    @Override
    public Set<String> allowed(String account, String clientId) {
        return Objects.requireNonNull(redis.opsForSet().members(key(clientId, account)));
    }

    @Override
    public @Nullable OAuth2AuthorizationConsent findById(String clientId, String account) {
        return addedToAnswers(account, clientId);
    }

    private static String ofAccount(String account) {
        return RedisKeyspace.key("consents-of", account);
    }

    private static String key(String clientId, String account) {
        return RedisKeyspace.key("consent", clientId, account);
    }
}
