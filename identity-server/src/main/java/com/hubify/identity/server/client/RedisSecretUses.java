package com.hubify.identity.server.client;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.hubify.identity.protocol.Sha256;
import com.hubify.identity.server.redis.RedisKeyspace;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.springframework.dao.DataAccessException;
import org.springframework.data.redis.core.StringRedisTemplate;
import org.springframework.stereotype.Repository;

/**
 * <pre>
 * hfy:client-secret-used:{digest of the digest}    string, Unix seconds    400 days
 * </pre>
 */
@Repository
class RedisSecretUses implements SecretUses {

    private static final Duration KEPT = Duration.ofDays(400);
    private static final Duration BETWEEN_NOTES = Duration.ofMinutes(1);

    /** More secrets than these are noted more often. */
    private static final int MOST_NOTED = 10_000;

    private final StringRedisTemplate redis;
    private final Clock clock;

    private final Cache<String, Boolean> noted = Caffeine.newBuilder()
            .maximumSize(MOST_NOTED)
            .expireAfterWrite(BETWEEN_NOTES)
            .build();

    RedisSecretUses(StringRedisTemplate redis, Clock clock) {
        this.redis = redis;
        this.clock = clock;
    }

    @Override
    public void note(String digest) {
        if (noted.asMap().putIfAbsent(digest, true) == null) {
            try {
                redis.opsForValue()
                        .set(key(digest), Long.toString(clock.instant().getEpochSecond()), KEPT);
            } catch (DataAccessException e) {
                noted.invalidate(digest);
            }
        }
    }

    @Override
    public Map<String, Instant> latest(List<String> digests) {
        Map<String, Instant> latest = new HashMap<>();
        if (digests.isEmpty()) {
            return latest;
        }
        List<String> seconds = Objects.requireNonNull(redis.opsForValue()
                .multiGet(digests.stream().map(RedisSecretUses::key).toList()));
        for (int i = 0; i < digests.size(); i++) {
            String second = seconds.get(i);
            if (second != null) {
                latest.put(digests.get(i), Instant.ofEpochSecond(Long.parseLong(second)));
            }
        }
        return latest;
    }

    // The digest of a secret stays in one place.
    private static String key(String digest) {
        return RedisKeyspace.key("client-secret-used", Sha256.base64Url(digest));
    }
}
