package com.hubify.identity.server.redis;

import java.time.Duration;
import java.util.List;
import java.util.Objects;
import org.springframework.data.redis.core.StringRedisTemplate;
import org.springframework.data.redis.core.script.RedisScript;

/** Counters per day, which begins with the first event. Each counter is one string that expires after that day. */
public final class DailyCounts {

    /** KEYS counter; ARGV seconds of a day. */
    private static final RedisScript<Long> COUNT = RedisScript.of("""
        local count = redis.call('INCR', KEYS[1])
        if count == 1 then redis.call('EXPIRE', KEYS[1], ARGV[1]) end
        return count
        """, Long.class);

    private final StringRedisTemplate redis;

    public DailyCounts(StringRedisTemplate redis) {
        this.redis = redis;
    }

    /** Counts one, and returns the new count. */
    public long add(String key) {
        Long count = redis.execute(
                COUNT, List.of(key), Long.toString(Duration.ofDays(1).toSeconds()));
        return Objects.requireNonNull(count);
    }
}
