package com.hubify.identity.server.apikey.introspection;

import com.hubify.identity.server.apikey.ApiKeyId;
import com.hubify.identity.server.redis.RedisKeyspace;
import org.springframework.data.redis.core.StringRedisTemplate;
import org.springframework.stereotype.Repository;

/**
 * In Redis which services know of a key.
 *
 * <pre>
 * hfy:{apikeyuse:ID}:service:CLIENT    empty string    13 hours; of keys that exist, and clients that may introspect
 * </pre>
 */
@Repository
class RedisKeyServices implements KeyServices {

    private final StringRedisTemplate redis;

    RedisKeyServices(StringRedisTemplate redis) {
        this.redis = redis;
    }

    @Override
    public void note(ApiKeyId key, String service) {
        redis.opsForValue().set(key(key, service), "", KEPT);
    }

    @Override
    public boolean knows(String service, ApiKeyId key) {
        return redis.hasKey(key(key, service));
    }

    private static String key(ApiKeyId key, String service) {
        return RedisKeyspace.key("{apikeyuse:" + key + "}", "service", service);
    }
}
