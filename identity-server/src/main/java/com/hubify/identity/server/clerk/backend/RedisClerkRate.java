package com.hubify.identity.server.clerk.backend;

import com.hubify.identity.server.redis.RedisKeyspace;
import java.time.Clock;
import java.util.List;
import org.springframework.dao.DataAccessException;
import org.springframework.data.redis.core.StringRedisTemplate;
import org.springframework.data.redis.core.script.RedisScript;
import org.springframework.stereotype.Component;

/**
 * Calls to Clerk's Backend API, counted in Redis.
 *
 * <pre>
 * hfy:clerk:calls:{window}    number    two windows of 10 s
 * </pre>
 */
@Component
class RedisClerkRate implements ClerkRate {

    private static final RedisScript<Long> TAKE = RedisScript.of("""
            local calls = redis.call('INCR', KEYS[1])
            if calls == 1 then redis.call('EXPIRE', KEYS[1], ARGV[1]) end
            return calls
            """, Long.class);

    private final StringRedisTemplate redis;
    private final Clock clock;
    private final int most;

    RedisClerkRate(StringRedisTemplate redis, Clock clock, ClerkBackendProperties properties) {
        this.redis = redis;
        this.clock = clock;
        this.most = properties.key().map(ClerkSecretKey::mostCalls).orElse(0);
    }

    /** Without Redis the calls aren't counted; then there is little that could ask Clerk anything. */
    @Override
    public boolean take() {
        long window = clock.instant().getEpochSecond() / WINDOW.toSeconds();
        String key = RedisKeyspace.key("clerk", "calls", Long.toString(window));
        try {
            Long calls = redis.execute(TAKE, List.of(key), Long.toString(2 * WINDOW.toSeconds()));
            return calls == null || calls <= most;
        } catch (DataAccessException e) {
            return true;
        }
    }
}
