package com.hubify.identity.server.apikey;

import com.hubify.identity.server.account.AccountId;
import com.hubify.identity.server.redis.RedisKeyspace;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.springframework.data.redis.core.StringRedisTemplate;

/**
 * Which owner's slot an API key is in. A pointer is written before its key and kept longer: it grants nothing by itself, and
 * prevents reuse of the id while a revocation of it is stored anywhere.
 */
final class RedisApiKeyPointers {

    private static final Duration UNFINISHED_KEPT = Duration.ofHours(1);

    private final StringRedisTemplate redis;
    private final Clock clock;

    /** How long pointers are kept after their key has ended. */
    private final Duration deadKept;

    RedisApiKeyPointers(StringRedisTemplate redis, Clock clock, Duration deadKept) {
        this.redis = redis;
        this.clock = clock;
        this.deadKept = deadKept;
    }

    /** Takes the id of a key that is to be stored; false if it is or was another's. Expires soon: the key may never be written. */
    boolean reserve(ApiKey key) {
        return Boolean.TRUE.equals(
                redis.opsForValue().setIfAbsent(pointer(key.id()), key.owner().value(), UNFINISHED_KEPT));
    }

    /** Gives the id of a key back that was not stored. */
    void release(ApiKey key) {
        redis.delete(pointer(key.id()));
    }

    /** Has the pointer last as long as its key, and a while longer. */
    void keep(ApiKey key) {
        String pointer = pointer(key.id());
        if (key.expiresAt() == null) {
            redis.opsForValue().set(pointer, key.owner().value());
        } else {
            Duration life = Duration.between(clock.instant(), key.expiresAt()).plus(deadKept);
            redis.opsForValue().set(pointer, key.owner().value(), life);
        }
    }

    /** Has the pointer of a key that ends now last a while longer. */
    void end(ApiKeyId id) {
        redis.expire(pointer(id), deadKept);
    }

    /** A crash while adding can leave a key without a pointer. Its owner sees the key and must be able to revoke it. */
    void restore(List<ApiKey> keys) {
        List<String> owners = Objects.requireNonNull(redis.opsForValue()
                .multiGet(keys.stream().map(key -> pointer(key.id())).toList()));
        for (int i = 0; i < keys.size(); i++) {
            if (owners.get(i) == null) {
                keep(keys.get(i));
            }
        }
    }

    Optional<AccountId> owner(ApiKeyId id) {
        return Optional.ofNullable(redis.opsForValue().get(pointer(id))).flatMap(AccountId::parse);
    }

    private static String pointer(ApiKeyId id) {
        return RedisKeyspace.key("apikey", id.value());
    }
}
