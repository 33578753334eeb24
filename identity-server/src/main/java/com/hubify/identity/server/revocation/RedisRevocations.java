package com.hubify.identity.server.revocation;

import com.hubify.identity.protocol.Ancestor;
import com.hubify.identity.protocol.Lineage;
import com.hubify.identity.protocol.Revocation;
import com.hubify.identity.server.redis.RedisKeyspace;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.data.redis.core.StringRedisTemplate;
import org.springframework.data.redis.core.script.DefaultRedisScript;
import org.springframework.data.redis.core.script.RedisScript;
import org.springframework.stereotype.Repository;

/**
 * Revocations in Redis, all in one slot so that the log and the look-up can't disagree.
 *
 * <pre>
 * hfy:{revocations}:log              stream    kind, id, by (Unix seconds); trimmed to the last million
 * hfy:{revocations}:{kind}:{id}      string    issued-by in Unix seconds; for the retention
 * </pre>
 */
@Repository
@EnableConfigurationProperties(RevocationProperties.class)
class RedisRevocations implements Revocations {

    private static final String SLOT = "{revocations}";

    private static final RedisScript<Boolean> PUBLISH = new DefaultRedisScript<>("""
            local known = redis.call('GET', KEYS[1])
            if known and (ARGV[5] == 'ended' or tonumber(known) >= tonumber(ARGV[3])) then return true end
            redis.call('SET', KEYS[1], ARGV[3], 'EX', ARGV[4])
            redis.call('XADD', KEYS[2], 'MAXLEN', '~', 1000000, '*', 'kind', ARGV[1], 'id', ARGV[2], 'by', ARGV[3])
            return true
            """, Boolean.class);

    private final StringRedisTemplate redis;
    private final RevocationProperties properties;

    RedisRevocations(StringRedisTemplate redis, RevocationProperties properties) {
        this.redis = redis;
        this.properties = properties;
    }

    @Override
    public void publish(Revocation revocation) {
        Ancestor ancestor = revocation.ancestor();
        redis.execute(
                PUBLISH,
                List.of(key(ancestor), RedisKeyspace.key(SLOT, "log")),
                ancestor.kind().word(),
                ancestor.id(),
                Long.toString(revocation.issuedBy().getEpochSecond()),
                Long.toString(properties.retention().toSeconds()),
                ancestor.kind().isEndedByRevocation() ? "ended" : "goes on");
    }

    @Override
    public boolean isRevoked(Lineage lineage) {
        List<Ancestor> ancestors = lineage.ancestors();
        List<String> issuedBy = Objects.requireNonNull(redis.opsForValue()
                .multiGet(ancestors.stream().map(RedisRevocations::key).toList()));
        for (int i = 0; i < ancestors.size(); i++) {
            @Nullable String by = issuedBy.get(i);
            if (by != null && kills(ancestors.get(i), by, lineage.issuedAt())) {
                return true;
            }
        }
        return false;
    }

    private static boolean kills(Ancestor ancestor, String issuedBy, Instant issuedAt) {
        return ancestor.kind().isEndedByRevocation()
                || !issuedAt.isAfter(Instant.ofEpochSecond(Long.parseLong(issuedBy)));
    }

    private static String key(Ancestor ancestor) {
        return RedisKeyspace.key(SLOT, ancestor.kind().word(), ancestor.id());
    }
}
