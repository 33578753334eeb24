package com.hubify.identity.server.signing.ring;

import com.hubify.identity.server.redis.RedisJson;
import com.hubify.identity.server.redis.RedisKeyspace;
import com.hubify.identity.server.redis.UnreadableDocument;
import com.hubify.identity.server.signing.KeyProvider;
import com.hubify.identity.server.signing.SigningUnavailable;
import com.hubify.identity.server.signing.SigningUnavailable.Reason;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.springframework.data.redis.core.StringRedisTemplate;
import org.springframework.data.redis.core.script.DefaultRedisScript;
import org.springframework.data.redis.core.script.RedisScript;

/**
 * The ring in Redis, all in one slot. Public halves only.
 *
 * <pre>
 * hfy:{signing:PROVIDER}:ring     hash     ring (JSON), revision, fence of the lease that wrote it; for ever
 * hfy:{signing:PROVIDER}:lease    string   who may change it; for the life of the lease
 * hfy:{signing:PROVIDER}:fence    counter  of leases; for ever
 * </pre>
 */
final class RedisKeyRings implements KeyRings {

    private static final RedisScript<Long> LEASE = new DefaultRedisScript<>("""
            if redis.call('SET', KEYS[1], ARGV[1], 'NX', 'PX', ARGV[2]) then return redis.call('INCR', KEYS[2]) end
            return 0
            """, Long.class);

    private static final RedisScript<Long> RELEASE = new DefaultRedisScript<>("""
            if redis.call('GET', KEYS[1]) == ARGV[1] then return redis.call('DEL', KEYS[1]) end
            return 0
            """, Long.class);

    private static final RedisScript<Boolean> REPLACE = new DefaultRedisScript<>("""
            local written = redis.call('HMGET', KEYS[1], 'revision', 'fence')
            local fence = written[2] or '0'
            if ARGV[3] then
              if tonumber(fence) > tonumber(ARGV[3]) then return false end
              fence = ARGV[3]
            end
            if (written[1] or '0') ~= ARGV[1] then return false end
            redis.call('HSET', KEYS[1], 'revision', string.format('%.0f', tonumber(ARGV[1]) + 1), 'fence', fence, 'ring', ARGV[2])
            return true
            """, Boolean.class);

    private final StringRedisTemplate redis;
    private final String ring;
    private final String lease;
    private final String fence;

    /** @param provider of the keys: those of another have another ring */
    RedisKeyRings(StringRedisTemplate redis, KeyProvider provider) {
        this.redis = redis;
        String slot = "{signing:" + provider.word() + "}";
        this.ring = RedisKeyspace.key(slot, "ring");
        this.lease = RedisKeyspace.key(slot, "lease");
        this.fence = RedisKeyspace.key(slot, "fence");
    }

    @Override
    public Optional<Written> read() {
        Map<String, String> written = redis.<String, String>opsForHash().entries(ring);
        String json = written.get("ring");
        String revision = written.get("revision");
        if (json == null || revision == null) {
            return Optional.empty();
        }
        try {
            KeyRingJson document = RedisJson.read(json, KeyRingJson.class);
            return Optional.of(
                    UnreadableDocument.reading(() -> new Written(document.ring(), Long.parseLong(revision))));
        } catch (UnreadableDocument e) {
            // Never taken for absent: a new ring in its place would forget which keys are compromised.
            throw new SigningUnavailable(Reason.FAILED, "the ring of signing keys can't be read", e);
        }
    }

    @Override
    public Optional<Lease> lease(Duration life) {
        String holder = UUID.randomUUID().toString();
        Long number = redis.execute(LEASE, List.of(lease, fence), holder, Long.toString(life.toMillis()));
        return number == null || number == 0 ? Optional.empty() : Optional.of(new Lease(holder, number));
    }

    @Override
    public void release(Lease held) {
        redis.execute(RELEASE, List.of(lease), held.holder());
    }

    @Override
    public boolean replace(long revision, KeyRing changed, Lease held) {
        return replace(Long.toString(revision), json(changed), Long.toString(held.fence()));
    }

    @Override
    public boolean replace(long revision, KeyRing changed) {
        return replace(Long.toString(revision), json(changed));
    }

    private boolean replace(Object... arguments) {
        return Objects.requireNonNullElse(redis.execute(REPLACE, List.of(ring), arguments), false);
    }

    private static String json(KeyRing ring) {
        return RedisJson.write(KeyRingJson.of(ring));
    }
}
