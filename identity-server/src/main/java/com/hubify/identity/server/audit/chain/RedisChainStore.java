package com.hubify.identity.server.audit.chain;

import com.hubify.identity.server.audit.trail.AuditBounds;
import com.hubify.identity.server.audit.trail.AuditStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Stream;
import org.springframework.data.redis.core.StringRedisTemplate;
import org.springframework.data.redis.core.script.RedisScript;
import org.springframework.data.redis.serializer.GenericToStringSerializer;
import org.springframework.data.redis.serializer.RedisSerializer;
import org.springframework.stereotype.Repository;

/**
 * Records in Redis.
 *
 * <pre>
 * hfy:audit:STREAM     stream     record (JSON), as {@code RecordJson} writes it; what a release without chains wrote has kind, at and details
 * </pre>
 */
@Repository
class RedisChainStore implements ChainStore {

    /**
     * KEYS stream; ARGV most records, then the records. Retention says in a checkpoint what it removes, and removes it long before this
     * does: this bounds a flood while checkpoints can't be signed.
     */
    private static final RedisScript<Long> APPEND = RedisScript.of("""
            for i = 2, #ARGV do redis.call('XADD', KEYS[1], 'MAXLEN', '~', ARGV[1], '*', 'record', ARGV[i]) end
            return #ARGV - 1
            """, Long.class);

    private final StringRedisTemplate redis;
    private final byte[] most;

    RedisChainStore(StringRedisTemplate redis, AuditBounds bounds) {
        this.redis = redis;
        this.most = Long.toString(2L * bounds.streamLength()).getBytes(StandardCharsets.US_ASCII);
    }

    @Override
    public void append(AuditStream stream, List<byte[]> records) {
        Object[] arguments = Stream.concat(Stream.of(most), records.stream()).toArray();
        redis.execute(
                APPEND,
                RedisSerializer.byteArray(),
                new GenericToStringSerializer<>(Long.class),
                List.of(stream.key()),
                arguments);
    }
}
