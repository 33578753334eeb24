package com.hubify.identity.server.signing.ring;

import com.hubify.identity.server.signing.KeyProvider;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.data.redis.core.StringRedisTemplate;

@Configuration(proxyBeanMethods = false)
class RedisKeyRingConfiguration {

    @Bean
    KeyRings keyRings(StringRedisTemplate redis, KeyProvider provider) {
        return new RedisKeyRings(redis, provider);
    }
}
