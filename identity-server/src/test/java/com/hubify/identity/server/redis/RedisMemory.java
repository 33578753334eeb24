package com.hubify.identity.server.redis;

import java.util.List;
import java.util.Objects;
import org.springframework.data.redis.core.StringRedisTemplate;
import org.springframework.data.redis.core.script.RedisScript;

/** Measures what keys take of Redis. */
public final class RedisMemory {

    /** Entries in the tables of keys and of expiries, which Redis doesn't count with a key. */
    private static final long TABLES = 100;

    private static final RedisScript<Long> USAGE =
            RedisScript.of("return redis.call('MEMORY', 'USAGE', KEYS[1], 'SAMPLES', 0)", Long.class);

    private RedisMemory() {}

    /** Bytes of all keys that match. */
    public static long of(StringRedisTemplate redis, String pattern) {
        return Objects.requireNonNull(redis.keys(pattern)).stream()
                .mapToLong(key -> TABLES + usage(redis, key))
                .sum();
    }

    private static long usage(StringRedisTemplate redis, String key) {
        return Objects.requireNonNull(redis.execute(USAGE, List.of(key)));
    }
}
