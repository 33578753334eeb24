package com.hubify.identity.server.revocation;

import com.hubify.identity.protocol.Ancestor;
import com.hubify.identity.protocol.Lineage;
import com.hubify.identity.protocol.Revocation;
import com.hubify.identity.server.redis.RedisKeyspace;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.data.redis.core.StringRedisTemplate;
import org.springframework.data.redis.core.script.DefaultRedisScript;
import org.springframework.data.redis.core.script.RedisScript;
import org.springframework.stereotype.Repository;

/**
 * Revocations in Redis, all in one slot so that log, recent ones and look-up can't disagree.
 *
 * <pre>
 * hfy:{revocations}:log              stream        kind, id, by (Unix seconds); trimmed to about log-length entries
 * hfy:{revocations}:recent           sorted set    "ENTRY KIND BY ID" by the milliseconds of the log's ENTRY;
 *                                                  members older than 25 hours go with the next, all with the last
 * hfy:{revocations}:{kind}:{id}      string        issued-by in Unix seconds; of a token for 25 hours, else for the retention
 * </pre>
 *
 * The log wakes those who follow it. The recent ones are what somebody who followed nothing has to know; they are as many as
 * there were revocations in 25 hours, whatever the log still holds. Each needs a credential to revoke, so none is for free.
 */
@Repository
class RedisRevocations implements Revocations {

    static final String LOG = key("log");
    static final String RECENT = key("recent");

    private static final RedisScript<Boolean> PUBLISH = new DefaultRedisScript<>("""
            local known = redis.call('GET', KEYS[1])
            if known and (ARGV[5] == 'ended' or tonumber(known) >= tonumber(ARGV[3])) then return true end
            redis.call('SET', KEYS[1], ARGV[3], 'EX', ARGV[4])
            local entry = redis.call('XADD', KEYS[2], 'MAXLEN', '~', ARGV[6], '*',
                'kind', ARGV[1], 'id', ARGV[2], 'by', ARGV[3])
            local millis = string.match(entry, '^%d+')
            redis.call('ZADD', KEYS[3], millis, table.concat({entry, ARGV[1], ARGV[3], ARGV[2]}, ' '))
            redis.call('ZREMRANGEBYSCORE', KEYS[3], '-inf', string.format('(%.0f', tonumber(millis) - tonumber(ARGV[7])))
            redis.call('PEXPIRE', KEYS[3], ARGV[7])
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
                List.of(key(ancestor), LOG, RECENT),
                ancestor.kind().word(),
                ancestor.id(),
                Long.toString(revocation.issuedBy().getEpochSecond()),
                Long.toString(remembered(ancestor.kind()).toSeconds()),
                ancestor.kind().isEndedByRevocation() ? "ended" : "goes on",
                Integer.toString(properties.logLength()),
                Long.toString(RevocationLog.KEPT.toMillis()));
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

    // Tokens are free to make and to revoke, and long dead before the retention is over: whoever did both all day would
    // fill
    // Redis, and one that is full takes no revocation any more.
    private Duration remembered(Ancestor.Kind kind) {
        return kind == Ancestor.Kind.TOKEN ? RevocationLog.KEPT : properties.retention();
    }

    private static boolean kills(Ancestor ancestor, String issuedBy, Instant issuedAt) {
        return ancestor.kind().isEndedByRevocation()
                || !issuedAt.isAfter(Instant.ofEpochSecond(Long.parseLong(issuedBy)));
    }

    private static String key(Ancestor ancestor) {
        return key(ancestor.kind().word(), ancestor.id());
    }

    private static String key(String... parts) {
        return RedisKeyspace.key("{revocations}", String.join(":", parts));
    }
}
