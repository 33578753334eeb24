package com.hubify.identity.server.redis;

import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.springframework.data.redis.core.StringRedisTemplate;
import org.springframework.data.redis.core.script.RedisScript;

/**
 * Work that is due at some time, as a sorted set of members by Unix seconds. All nodes take from it; what one has taken is due again
 * later unless it is removed or put off before, since that node may crash.
 */
public final class DueMembers {

    private static final int MOST_AT_ONCE = 100;

    /** KEYS set; ARGV now, until, at most. */
    @SuppressWarnings("rawtypes")
    private static final RedisScript<List> TAKE = RedisScript.of("""
            local due = redis.call('ZRANGE', KEYS[1], '-inf', ARGV[1], 'BYSCORE', 'LIMIT', 0, ARGV[3])
            for i = 1, #due do redis.call('ZADD', KEYS[1], ARGV[2], due[i]) end
            return due
            """, List.class);

    private final StringRedisTemplate redis;
    private final String key;

    public DueMembers(StringRedisTemplate redis, String key) {
        this.redis = redis;
        this.key = key;
    }

    /** Up to 100 members that are due. No other node gets them until then. */
    @SuppressWarnings("unchecked")
    public List<String> take(Instant now, Instant until) {
        return (List<String>) Objects.requireNonNull(redis.execute(
                TAKE,
                List.of(key),
                Long.toString(now.getEpochSecond()),
                Long.toString(until.getEpochSecond()),
                Integer.toString(MOST_AT_ONCE)));
    }
}
