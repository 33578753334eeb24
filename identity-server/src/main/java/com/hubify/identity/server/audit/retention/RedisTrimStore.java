package com.hubify.identity.server.audit.retention;

import com.hubify.identity.server.audit.trail.AuditStream;
import com.hubify.identity.server.redis.RedisKeyspace;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.data.domain.Range;
import org.springframework.data.redis.connection.Limit;
import org.springframework.data.redis.connection.stream.RecordId;
import org.springframework.data.redis.core.StringRedisTemplate;
import org.springframework.data.redis.core.script.RedisScript;
import org.springframework.stereotype.Repository;

/**
 * Removes records from Redis.
 *
 * <pre>
 * hfy:audit:retention     string     which node removes records; a minute
 * </pre>
 */
@Repository
class RedisTrimStore implements TrimStore {

    private static final int AT_ONCE = 1_000;

    private static final String TURN = RedisKeyspace.key("audit", "retention");

    private static final RedisScript<Long> TRIM =
            RedisScript.of("return redis.call('XTRIM', KEYS[1], 'MINID', ARGV[1])", Long.class);

    private final StringRedisTemplate redis;

    RedisTrimStore(StringRedisTemplate redis) {
        this.redis = redis;
    }

    @Override
    public boolean takeTurn(String node, Duration time) {
        boolean isFree = Boolean.TRUE.equals(redis.opsForValue().setIfAbsent(TURN, node, time));
        return isFree || node.equals(redis.opsForValue().get(TURN));
    }

    @Override
    public long length(AuditStream stream) {
        return Objects.requireNonNullElse(redis.opsForStream().size(stream.key()), 0L);
    }

    @Override
    public List<Stored> after(AuditStream stream, @Nullable String id) {
        Range<String> range = id == null ? Range.unbounded() : Range.rightUnbounded(Range.Bound.exclusive(id));
        return Objects.requireNonNull(redis.<String, String>opsForStream()
                        .range(stream.key(), range, Limit.limit().count(AT_ONCE)))
                .stream()
                .map(each -> new Stored(
                        each.getId().getValue(),
                        time(each.getId()),
                        each.getValue().getOrDefault("record", "")))
                .toList();
    }

    private static Instant time(RecordId id) {
        return Instant.ofEpochMilli(Objects.requireNonNullElse(id.getTimestamp(), 0L));
    }

    @Override
    public void trim(AuditStream stream, String firstKept) {
        redis.execute(TRIM, List.of(stream.key()), firstKept);
    }

    @Override
    public void trimCheckpoints(Instant before) {
        redis.execute(
                TRIM,
                List.of(RedisKeyspace.key("audit", "checkpoints")),
                Long.toString(Math.max(0, before.toEpochMilli())));
    }
}
