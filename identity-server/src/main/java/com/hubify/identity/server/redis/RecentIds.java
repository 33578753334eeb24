package com.hubify.identity.server.redis;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.springframework.data.redis.core.StringRedisTemplate;
import org.springframework.data.redis.core.script.RedisScript;

/**
 * Sorted sets of ids by when each was added, in Unix milliseconds, that hold the most recent ones. What an id stands for lies
 * under a key of its own; its owner deletes it, and then takes the id out: after a crash in between it is tried again.
 */
public final class RecentIds {

    /** KEYS set, another one; ARGV id, now, life, how many. */
    @SuppressWarnings("rawtypes")
    private static final RedisScript<List> ADD = RedisScript.of("""
            redis.call('ZADD', KEYS[1], 'NX', ARGV[2], ARGV[1])
            redis.call('ZREMRANGEBYSCORE', KEYS[1], '-inf', string.format('%.0f', tonumber(ARGV[2]) - tonumber(ARGV[3])))
            redis.call('PEXPIRE', KEYS[1], ARGV[3])
            if KEYS[2] then redis.call('ZREM', KEYS[2], ARGV[1]) end
            local beyond = redis.call('ZCARD', KEYS[1]) - tonumber(ARGV[4])
            return beyond > 0 and redis.call('ZRANGE', KEYS[1], 0, beyond - 1) or {}
            """, List.class);

    private final StringRedisTemplate redis;

    public RecentIds(StringRedisTemplate redis) {
        this.redis = redis;
    }

    /**
     * Adds an id to the first of these keys, and takes it out of the second, if there is one in the same slot.
     *
     * @param life after which what an id stands for is gone by itself
     * @param most how many ids the set may hold
     * @return the oldest ids that are too many. They stay until {@link #remove}
     */
    @SuppressWarnings("unchecked")
    public List<String> add(List<String> keys, String id, Instant now, Duration life, int most) {
        return (List<String>) Objects.requireNonNull(redis.execute(
                ADD,
                keys,
                id,
                Long.toString(now.toEpochMilli()),
                Long.toString(life.toMillis()),
                Integer.toString(most)));
    }

    public void remove(String key, String id) {
        redis.opsForZSet().remove(key, id);
    }
}
