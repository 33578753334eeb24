package com.hubify.identity.server.audit;

import com.hubify.identity.server.redis.RedisKeyspace;
import java.util.LinkedHashMap;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.data.redis.connection.RedisStreamCommands.XAddOptions;
import org.springframework.data.redis.connection.stream.StreamRecords;
import org.springframework.data.redis.core.StringRedisTemplate;
import org.springframework.stereotype.Repository;

/**
 * The audit trail in Redis, and in the log for whoever collects it there.
 *
 * <pre>
 * hfy:audit            stream    kind, at, details; trimmed to the last 100,000 entries or so
 * hfy:audit:refused    stream    the same, for what was refused
 * </pre>
 *
 * Anybody can be refused as often as they like; what really happened must not be washed away by that.
 */
@Repository
class RedisAuditTrail implements AuditTrail {

    private static final Logger log = LoggerFactory.getLogger("hubify.audit");

    private static final long LENGTH = 100_000;

    private final StringRedisTemplate redis;

    RedisAuditTrail(StringRedisTemplate redis) {
        this.redis = redis;
    }

    @Override
    public void append(AuditEntry entry) {
        Map<String, String> fields = new LinkedHashMap<>(entry.details());
        fields.put("kind", entry.kind());
        fields.put("at", entry.at().toString());
        redis.<String, String>opsForStream()
                .add(
                        StreamRecords.string(fields).withStreamKey(stream(entry.kind())),
                        XAddOptions.maxlen(LENGTH).approximateTrimming(true));
        log.info("{} {}", entry.kind(), entry.details());
    }

    private static String stream(String kind) {
        return kind.endsWith(".refused") ? RedisKeyspace.key("audit", "refused") : RedisKeyspace.key("audit");
    }
}
