package com.hubify.identity.server.signing.ring;

import com.hubify.identity.server.signing.KeyProvider;
import org.springframework.data.redis.core.StringRedisTemplate;

/** The rings that servers share, for tests of other packages. */
public final class TestKeyRings {

    private TestKeyRings() {}

    public static KeyRings in(StringRedisTemplate redis) {
        return new RedisKeyRings(redis, KeyProvider.VAULT);
    }
}
