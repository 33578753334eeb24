package com.hubify.identity.server.consent;

import com.hubify.identity.server.redis.RedisKeyspace;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
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
 * </pre>
 *
 * Attack: there is no end of scopes below a wildcard, and a person who allows them one by one would fill Redis. With more
 * than 1,000 the consent is deleted, and asked again.
 */
@Repository
class RedisConsents implements OAuth2AuthorizationConsentService {

    static final int MOST = 1_000;

    /** KEYS consent; ARGV how many, scopes. */
    private static final RedisScript<Boolean> ADD = RedisScript.of("""
            for i = 2, #ARGV do redis.call('SADD', KEYS[1], ARGV[i]) end
            if redis.call('SCARD', KEYS[1]) > tonumber(ARGV[1]) then redis.call('DEL', KEYS[1]) end
            return true
            """, Boolean.class);

    private final StringRedisTemplate redis;

    RedisConsents(StringRedisTemplate redis) {
        this.redis = redis;
    }

    @Override
    public void save(OAuth2AuthorizationConsent consent) {
        redis.execute(
                ADD,
                List.of(key(consent.getRegisteredClientId(), consent.getPrincipalName())),
                Stream.concat(Stream.of(Integer.toString(MOST)), consent.getScopes().stream())
                        .toArray());
    }

    @Override
    public void remove(OAuth2AuthorizationConsent consent) {
        redis.delete(key(consent.getRegisteredClientId(), consent.getPrincipalName()));
    }

    @Override
    public @Nullable OAuth2AuthorizationConsent findById(String clientId, String account) {
        Set<String> scopes = Objects.requireNonNull(redis.opsForSet().members(key(clientId, account)));
        if (scopes.isEmpty()) {
            return null;
        }
        OAuth2AuthorizationConsent.Builder consent = OAuth2AuthorizationConsent.withId(clientId, account);
        scopes.forEach(consent::scope);
        return consent.build();
    }

    private static String key(String clientId, String account) {
        return RedisKeyspace.key("consent", clientId, account);
    }
}
