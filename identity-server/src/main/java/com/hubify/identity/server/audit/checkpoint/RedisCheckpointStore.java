package com.hubify.identity.server.audit.checkpoint;

import com.hubify.identity.server.audit.trail.AuditBounds;
import com.hubify.identity.server.redis.RedisKeyspace;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.data.domain.Range;
import org.springframework.data.redis.connection.Limit;
import org.springframework.data.redis.connection.RedisStreamCommands.XAddOptions;
import org.springframework.data.redis.connection.stream.StreamRecords;
import org.springframework.data.redis.core.StringRedisTemplate;
import org.springframework.stereotype.Repository;

/**
 * Checkpoints in Redis.
 *
 * <pre>
 * hfy:audit:checkpoints     stream     checkpoint (compact JWS)
 * </pre>
 */
@Repository
class RedisCheckpointStore implements CheckpointStore {

    private static final String KEY = RedisKeyspace.key("audit", "checkpoints");
    private static final String FIELD = "checkpoint";

    /** A few hours of two nodes. */
    private static final int AT_ONCE = 500;

    private final StringRedisTemplate redis;
    private final AuditBounds bounds;

    RedisCheckpointStore(StringRedisTemplate redis, AuditBounds bounds) {
        this.redis = redis;
        this.bounds = bounds;
    }

    @Override
    public void append(String compact) {
        redis.<String, String>opsForStream()
                .add(
                        StreamRecords.string(Map.of(FIELD, compact)).withStreamKey(KEY),
                        XAddOptions.maxlen(bounds.streamLength()).approximateTrimming(true));
    }

    @Override
    public List<Stored> after(@Nullable String id) {
        Limit limit = Limit.limit().count(AT_ONCE);
        var streams = redis.<String, String>opsForStream();
        var found = id == null
                ? streams.reverseRange(KEY, Range.unbounded(), limit)
                : streams.range(KEY, Range.rightUnbounded(Range.Bound.exclusive(id)), limit);
        List<Stored> stored = Objects.requireNonNull(found).stream()
                .map(each -> new Stored(each.getId().getValue(), each.getValue().getOrDefault(FIELD, "")))
                .collect(Collectors.toList());
        if (id == null) {
            Collections.reverse(stored);
        }
        return stored;
    }
}
