package com.hubify.identity.server.audit;

import java.util.LinkedHashMap;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.data.redis.connection.RedisStreamCommands.XAddOptions;
import org.springframework.data.redis.connection.stream.StreamRecords;
import org.springframework.data.redis.core.StringRedisTemplate;
import org.springframework.stereotype.Repository;

/**
 * The audit trail in Redis, and in the log for whoever collects it there.
 *
 * <pre>
 * hfy:audit:operators    stream    kind, at, details; each trimmed to the last stream-length (100,000) entries or so
 * hfy:audit:security     stream    the same
 * hfy:audit              stream    the same
 * hfy:audit:refused      stream    the same
 * </pre>
 *
 * A flood in one washes nothing out of another; see {@link AuditStream} for what goes where.
 */
@Repository
@EnableConfigurationProperties(AuditProperties.class)
class RedisAuditTrail implements AuditTrail {

    private static final Logger log = LoggerFactory.getLogger("hubify.audit");

    private final StringRedisTemplate redis;
    private final AuditProperties properties;

    RedisAuditTrail(StringRedisTemplate redis, AuditProperties properties) {
        this.redis = redis;
        this.properties = properties;
    }

    @Override
    public void append(AuditEntry entry) {
        Map<String, String> fields = new LinkedHashMap<>(entry.details());
        fields.put("kind", entry.kind());
        fields.put("at", entry.at().toString());
        redis.<String, String>opsForStream()
                .add(
                        StreamRecords.string(fields)
                                .withStreamKey(AuditStream.of(entry.kind()).key()),
                        XAddOptions.maxlen(properties.streamLength()).approximateTrimming(true));
        log.info("{} {}", entry.kind(), entry.details());
    }
}
