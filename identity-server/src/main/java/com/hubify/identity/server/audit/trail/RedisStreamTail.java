package com.hubify.identity.server.audit.trail;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.data.domain.Range;
import org.springframework.data.redis.connection.Limit;
import org.springframework.data.redis.connection.stream.MapRecord;
import org.springframework.data.redis.core.StringRedisTemplate;

/** One stream, read from its end to its beginning. */
final class RedisStreamTail {

    private static final int AT_ONCE = 200;

    private final StringRedisTemplate redis;
    private final AuditStream stream;
    private final Range.Bound<String> begin;
    private Range.Bound<String> end;
    private final Deque<AuditRecord> page = new ArrayDeque<>();
    private boolean isAtBegin;
    private @Nullable AuditRecord record;

    /** @param before a place that has been read, in any stream; null for none */
    RedisStreamTail(StringRedisTemplate redis, AuditStream stream, @Nullable Place before, AuditFilter filter) {
        this.redis = redis;
        this.stream = stream;
        this.begin = filter.from() == null
                ? Range.Bound.unbounded()
                : Range.Bound.inclusive(Long.toString(Math.max(0, filter.from().toEpochMilli())));
        this.end = filter.to() == null
                ? Range.Bound.unbounded()
                : Range.Bound.inclusive(Long.toString(filter.to().toEpochMilli() - 1));
        if (before != null) {
            // Of one moment the last stream comes first.
            this.end = stream.compareTo(before.stream()) < 0
                    ? Range.Bound.inclusive(before.id())
                    : Range.Bound.exclusive(before.id());
        }
    }

    /** @return false if there is none left */
    boolean next() {
        if (page.isEmpty() && !isAtBegin) {
            read();
        }
        record = page.poll();
        return record != null;
    }

    private void read() {
        List<MapRecord<String, String, String>> read = redis.<String, String>opsForStream()
                .reverseRange(stream.key(), Range.of(begin, end), Limit.limit().count(AT_ONCE));
        isAtBegin = read == null || read.size() < AT_ONCE;
        if (read != null && !read.isEmpty()) {
            read.forEach(entry -> page.add(RecordJson.read(entry.getId().getValue(), stream, entry.getValue())));
            end = Range.Bound.exclusive(read.get(read.size() - 1).getId().getValue());
        }
    }

    AuditRecord record() {
        return Objects.requireNonNull(record);
    }

    Place place() {
        return Place.of(record().id(), stream);
    }
}
