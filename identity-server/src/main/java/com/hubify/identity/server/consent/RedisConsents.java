package com.hubify.identity.server.consent;

import com.hubify.identity.server.redis.RedisKeyspace;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.data.redis.core.StringRedisTemplate;
import org.springframework.security.oauth2.server.authorization.OAuth2AuthorizationConsent;
import org.springframework.security.oauth2.server.authorization.OAuth2AuthorizationConsentService;
import org.springframework.stereotype.Repository;

/**
 * Consents in Redis. A set, so that two pages answered at once add up and neither loses the other's scopes.
 *
 * <pre>
 * hfy:consent:{client id}:{account}    set of scopes    for ever: until the person takes it back
 * </pre>
 */
@Repository
class RedisConsents implements OAuth2AuthorizationConsentService {

    private final StringRedisTemplate redis;

    RedisConsents(StringRedisTemplate redis) {
        this.redis = redis;
    }

    @Override
    public void save(OAuth2AuthorizationConsent consent) {
        redis.opsForSet()
                .add(
                        key(consent.getRegisteredClientId(), consent.getPrincipalName()),
                        consent.getScopes().toArray(String[]::new));
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
