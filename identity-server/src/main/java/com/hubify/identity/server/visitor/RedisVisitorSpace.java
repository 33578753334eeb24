package com.hubify.identity.server.visitor;

import com.hubify.identity.server.redis.RedisKeyspace;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.data.redis.core.StringRedisTemplate;
import org.springframework.data.redis.core.script.RedisScript;
import org.springframework.stereotype.Repository;
import org.springframework.util.unit.DataSize;

/**
 * Counts in Redis how much memory visitors use there.
 *
 * <pre>
 * hfy:visitors                  hash    minute (Unix time) to the bytes that sign-ins took in it; at most 16 of them, 16
 *                                       minutes after the latest; sum at most max-memory
 * hfy:visitors:device:CLIENT    hash    the same of device authorizations of a client; 11 of them, 11 minutes; sum at most
 *                                       max-memory-per-device-client
 * </pre>
 */
@Repository
@EnableConfigurationProperties(VisitorProperties.class)
class RedisVisitorSpace implements VisitorSpace {

    /** KEYS counts; ARGV this minute, how many count, bytes, bound. Answers 0, or else the earliest minute that counts. */
    private static final RedisScript<Long> TAKE = RedisScript.of("""
            local now, taken, earliest = tonumber(ARGV[1]), 0, tonumber(ARGV[1])
            local counts = redis.call('HGETALL', KEYS[1])
            for i = 1, #counts, 2 do
                local minute = tonumber(counts[i])
                if minute <= now - tonumber(ARGV[2]) then
                    redis.call('HDEL', KEYS[1], counts[i])
                else
                    taken = taken + tonumber(counts[i + 1])
                    earliest = math.min(earliest, minute)
                end
            end
            if taken + tonumber(ARGV[3]) > tonumber(ARGV[4]) then return earliest end
            redis.call('HINCRBY', KEYS[1], ARGV[1], ARGV[3])
            redis.call('EXPIRE', KEYS[1], tonumber(ARGV[2]) * 60)
            return 0
            """, Long.class);

    private final StringRedisTemplate redis;
    private final VisitorProperties properties;
    private final Clock clock;

    RedisVisitorSpace(StringRedisTemplate redis, VisitorProperties properties, Clock clock) {
        this.redis = redis;
        this.properties = properties;
        this.clock = clock;
    }

    @Override
    public void takeForSignIn(long bytes) {
        take(RedisKeyspace.key("visitors"), SIGN_IN, bytes, properties.maxMemory(), VisitorProperties.MAX_MEMORY);
    }

    @Override
    public void takeForDevice(String clientId, long bytes) {
        take(
                RedisKeyspace.key("visitors", "device", clientId),
                DEVICE,
                bytes,
                properties.maxMemoryPerDeviceClient(),
                VisitorProperties.MAX_MEMORY_PER_DEVICE_CLIENT);
    }

    private void take(String key, Duration life, long bytes, DataSize bound, String property) {
        Duration now = Duration.ofSeconds(clock.instant().getEpochSecond());
        // Memory taken at the end of a minute is counted until the end of the last of these.
        long minutes = life.toMinutes() + 1;
        long earliest = Objects.requireNonNull(redis.execute(
                TAKE,
                List.of(key),
                Long.toString(now.toMinutes()),
                Long.toString(minutes),
                Long.toString(bytes),
                Long.toString(bound.toBytes())));
        if (earliest != 0) {
            throw new NoVisitorSpace(
                    property, Duration.ofMinutes(earliest + minutes).minus(now));
        }
    }
}
