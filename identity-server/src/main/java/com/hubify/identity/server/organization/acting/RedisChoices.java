package com.hubify.identity.server.organization.acting;

import com.hubify.identity.server.account.AccountId;
import com.hubify.identity.server.redis.RedisKeyspace;
import java.util.List;
import java.util.Map;
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
 * hfy:organization-choices:{account}    hash    "active", "client:ID" and "allowed:ID", each an id of an organization or
 *                                               "personal"; as long as the account; at most two for each registered client
 * </pre>
 */
@Repository
class RedisChoices implements Choices {

    private static final String ACTIVE = "active";
    private static final String CLIENT = "client:";
    private static final String ALLOWED = "allowed:";

    private static final RedisScript<Boolean> ACTIVATE = new DefaultRedisScript<>("""
            for _, field in ipairs(redis.call('HKEYS', KEYS[1])) do
                if string.sub(field, 1, 8) ~= 'allowed:' then redis.call('HDEL', KEYS[1], field) end
            end
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
        return first(account, CLIENT + clientId, ACTIVE);
    }

    /** Releases before this one say it at the client alone. */
    @Override
    public Optional<String> allowed(AccountId account, String clientId) {
        return first(account, ALLOWED + clientId, CLIENT + clientId);
    }

    private Optional<String> first(AccountId account, String field, String other) {
        List<String> chosen = redis.<String, String>opsForHash().multiGet(key(account), List.of(field, other));
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
        redis.opsForHash().putAll(key(account), Map.of(CLIENT + clientId, choice, ALLOWED + clientId, choice));
    }

    @Override
    public void forget(AccountId account) {
        redis.delete(key(account));
    }

    private static String key(AccountId account) {
        return RedisKeyspace.key("organization-choices", account.value());
    }
}
