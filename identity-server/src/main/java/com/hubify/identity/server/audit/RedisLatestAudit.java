package com.hubify.identity.server.audit;

import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.springframework.data.domain.Range;
import org.springframework.data.redis.connection.Limit;
import org.springframework.data.redis.connection.stream.MapRecord;
import org.springframework.data.redis.core.StringRedisTemplate;
import org.springframework.stereotype.Repository;

/** Reads the streams that {@link RedisAuditTrail} writes. */
@Repository
class RedisLatestAudit implements LatestAudit {

    private static final int MOST_OF_A_STREAM = 1000;

    private final StringRedisTemplate redis;

    RedisLatestAudit(StringRedisTemplate redis) {
        this.redis = redis;
    }

    @Override
    public List<Shown> find(String kind, String about, int most) {
        return Arrays.stream(AuditStream.values())
                .flatMap(this::read)
                .filter(shown -> shown.kind().startsWith(kind))
                .filter(shown -> about.isEmpty() || shown.details().containsValue(about))
                .sorted(Comparator.comparing(Shown::at).reversed())
                .limit(most)
                .toList();
    }

    private Stream<Shown> read(AuditStream stream) {
        List<MapRecord<String, String, String>> records = redis.<String, String>opsForStream()
                .reverseRange(stream.key(), Range.unbounded(), Limit.limit().count(MOST_OF_A_STREAM));
        return records == null ? Stream.empty() : records.stream().map(it -> shown(it.getValue()));
    }

    private static Shown shown(Map<String, String> fields) {
        Map<String, String> details = new TreeMap<>(fields);
        String kind = String.valueOf(details.remove("kind"));
        String at = String.valueOf(details.remove("at"));
        try {
            return new Shown(Instant.parse(at), kind, details);
        } catch (DateTimeParseException e) {
            return new Shown(Instant.EPOCH, kind, details);
        }
    }
}
