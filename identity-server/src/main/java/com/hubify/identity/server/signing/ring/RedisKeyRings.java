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
import java.util.Optional;
import java.util.UUID;
import org.springframework.data.redis.core.StringRedisTemplate;
import org.springframework.data.redis.core.script.DefaultRedisScript;
import org.springframework.data.redis.core.script.RedisScript;
import org.springframework.stereotype.Component;

/**
 * The ring in Redis, all in one slot. Public keys only.
 *
 * <pre>
 * hfy:{signing:PROVIDER}:ring     hash     ring (JSON) and revision; for ever
 * hfy:{signing:PROVIDER}:lease    string   which lease is held; for its life
 * </pre>
 */
@Component
final class RedisKeyRings implements KeyRings {

    private static final RedisScript<Long> RELEASE = new DefaultRedisScript<>("""
            if redis.call('GET', KEYS[1]) == ARGV[1] then return redis.call('DEL', KEYS[1]) end
            return 0
            """, Long.class);

    private static final RedisScript<Boolean> REPLACE = new DefaultRedisScript<>("""
            local revision = redis.call('HGET', KEYS[1], 'revision') or '0'
            if revision ~= ARGV[1] then return false end
            redis.call('HSET', KEYS[1], 'revision', string.format('%.0f', tonumber(ARGV[1]) + 1), 'ring', ARGV[2])
            return true
            """, Boolean.class);

    private final StringRedisTemplate redis;
    private final String ring;
    private final String lease;

    /** @param provider provider of the keys; each provider has its own ring */
    RedisKeyRings(StringRedisTemplate redis, KeyProvider provider) {
        this.redis = redis;
        String slot = "{signing:" + provider.word() + "}";
        this.ring = RedisKeyspace.key(slot, "ring");
        this.lease = RedisKeyspace.key(slot, "lease");
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
            // Not treated as absent: a new ring in its place would lose which keys are compromised.
            throw new SigningUnavailable(Reason.FAILED, "the key ring in Redis can't be read", e);
        }
    }

    @Override
    public Optional<Lease> lease(Duration life) {
        String holder = UUID.randomUUID().toString();
        boolean isHeld = Boolean.TRUE.equals(redis.opsForValue().setIfAbsent(lease, holder, life));
        return isHeld ? Optional.of(new Lease(holder)) : Optional.empty();
    }

    @Override
    public void release(Lease held) {
        redis.execute(RELEASE, List.of(lease), held.holder());
    }

    @Override
    public boolean replace(long revision, KeyRing changed) {
        String json = RedisJson.write(KeyRingJson.of(changed));
        return Boolean.TRUE.equals(redis.execute(REPLACE, List.of(ring), Long.toString(revision), json));
    }
}
