package com.hubify.identity.server.organization.acting;

import com.hubify.identity.server.account.AccountId;
import com.hubify.identity.server.redis.RedisKeyspace;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.springframework.data.redis.core.StringRedisTemplate;
import org.springframework.data.redis.core.script.DefaultRedisScript;
import org.springframework.data.redis.core.script.RedisScript;
import org.springframework.stereotype.Repository;

/**
 * Choices in Redis.
 *
 * <pre>
 * hfy:organization-choices:{account}    hash    "active" and "client:ID", each an id of an organization or "personal"; as long
 *                                               as the account; at most one for each registered client
 * </pre>
 */
@Repository
class RedisChoices implements Choices {

    private static final String ACTIVE = "active";
    private static final String CLIENT = "client:";

    private static final RedisScript<Boolean> ACTIVATE = new DefaultRedisScript<>("""
            redis.call('DEL', KEYS[1])
            redis.call('HSET', KEYS[1], ARGV[1], ARGV[2])
            return true
            """, Boolean.class);

    private final StringRedisTemplate redis;

    RedisChoices(StringRedisTemplate redis) {
        this.redis = redis;
    }

    @Override
    public Optional<String> active(AccountId account) {
        return Optional.ofNullable(redis.<String, String>opsForHash().get(key(account), ACTIVE));
    }

    @Override
    public Optional<String> at(AccountId account, String clientId) {
        List<String> chosen =
                redis.<String, String>opsForHash().multiGet(key(account), List.of(CLIENT + clientId, ACTIVE));
        return Stream.of(chosen.get(0), chosen.get(1)).filter(Objects::nonNull).findFirst();
    }

    @Override
    public void activate(AccountId account, String choice) {
        redis.execute(ACTIVATE, List.of(key(account)), ACTIVE, choice);
    }

    @Override
    public void suggest(AccountId account, String choice) {
        redis.opsForHash().putIfAbsent(key(account), ACTIVE, choice);
    }

    @Override
    public void choose(AccountId account, String clientId, String choice) {
        redis.opsForHash().put(key(account), CLIENT + clientId, choice);
    }

    @Override
    public void forget(AccountId account) {
        redis.delete(key(account));
    }

    private static String key(AccountId account) {
        return RedisKeyspace.key("organization-choices", account.value());
    }
}
