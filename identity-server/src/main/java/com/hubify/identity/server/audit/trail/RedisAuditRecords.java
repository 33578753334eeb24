package com.hubify.identity.server.audit.trail;

import com.hubify.identity.server.redis.RedisKeyspace;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.data.domain.Range;
import org.springframework.data.redis.connection.Limit;
import org.springframework.data.redis.connection.stream.MapRecord;
import org.springframework.data.redis.core.StringRedisTemplate;
import org.springframework.stereotype.Repository;

/** Reads the streams of Redis a page at a time, so that Redis is not held up. */
@Repository
class RedisAuditRecords implements AuditRecords {

    /** Key of the stream of checkpoints. */
    private static final String CHECKPOINTS = RedisKeyspace.key("audit", "checkpoints");

    /** Attack, or mistake: ask for what is rare, so that each request reads millions of records. */
    static final int MOST_READ = 20_000;

    private static final int EXPORTED_AT_ONCE = 1_000;

    private final StringRedisTemplate redis;

    RedisAuditRecords(StringRedisTemplate redis) {
        this.redis = redis;
    }

    @Override
    public AuditPage latest(AuditFilter filter, int limit, @Nullable String cursor) {
        Place before = cursor == null ? null : Place.ofCursor(cursor);
        PriorityQueue<RedisStreamTail> tails =
                new PriorityQueue<>(Comparator.comparing(RedisStreamTail::place).reversed());
        for (AuditStream stream : filter.streams().isEmpty() ? Set.of(AuditStream.values()) : filter.streams()) {
            RedisStreamTail tail = new RedisStreamTail(redis, stream, before, filter);
            if (tail.next()) {
                tails.add(tail);
            }
        }
        return merged(tails, filter, limit);
    }

    private static AuditPage merged(PriorityQueue<RedisStreamTail> tails, AuditFilter filter, int limit) {
        List<AuditRecord> found = new ArrayList<>();
        Place last = null;
        int read = 0;
        while (!tails.isEmpty() && found.size() < limit && read < MOST_READ) {
            RedisStreamTail latest = tails.remove();
            last = latest.place();
            read++;
            if (filter.takes(latest.record())) {
                found.add(latest.record());
            }
            if (latest.next()) {
                tails.add(latest);
            }
        }
        return new AuditPage(found, tails.isEmpty() || last == null ? null : last.cursor());
    }

    @Override
    public void export(AuditStream stream, @Nullable Instant from, @Nullable Instant to, Lines lines)
            throws IOException {
        export(stream.key(), from, to, fields -> RecordJson.line(stream, fields), lines);
    }

    @Override
    public void exportCheckpoints(@Nullable Instant from, @Nullable Instant to, Lines lines) throws IOException {
        export(CHECKPOINTS, from, to, RedisAuditRecords::checkpoint, lines);
    }

    // What an insider writes must not make an export unreadable. A checkpoint has no character that needs an escape.
    private static String checkpoint(Map<String, String> fields) {
        String compact = fields.getOrDefault("checkpoint", "");
        return "{\"checkpoint\":\"" + compact.replaceAll("[^A-Za-z0-9._-]", "?") + "\"}";
    }

    private void export(
            String key,
            @Nullable Instant from,
            @Nullable Instant to,
            Function<Map<String, String>, String> line,
            Lines lines)
            throws IOException {
        String end = to == null ? lastId(key) : (to.toEpochMilli() - 1) + "";
        Range.Bound<String> begin =
                Range.Bound.inclusive(from == null ? "0" : Long.toString(Math.max(0, from.toEpochMilli())));
        while (end != null) {
            List<MapRecord<String, String, String>> page = redis.<String, String>opsForStream()
                    .range(
                            key,
                            Range.of(begin, Range.Bound.inclusive(end)),
                            Limit.limit().count(EXPORTED_AT_ONCE));
            if (page == null || page.isEmpty()) {
                return;
            }
            for (MapRecord<String, String, String> entry : page) {
                lines.take(line.apply(entry.getValue()));
            }
            begin = Range.Bound.exclusive(page.get(page.size() - 1).getId().getValue());
        }
    }

    private @Nullable String lastId(String key) {
        List<MapRecord<String, String, String>> last = redis.<String, String>opsForStream()
                .reverseRange(key, Range.unbounded(), Limit.limit().count(1));
        return last == null || last.isEmpty() ? null : last.get(0).getId().getValue();
    }
}
