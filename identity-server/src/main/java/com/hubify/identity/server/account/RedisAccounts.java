package com.hubify.identity.server.account;

import com.hubify.identity.server.redis.RedisJson;
import com.hubify.identity.server.redis.RedisKeyspace;
import com.hubify.identity.server.redis.UnreadableDocument;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.data.redis.core.StringRedisTemplate;
import org.springframework.data.redis.core.script.DefaultRedisScript;
import org.springframework.data.redis.core.script.RedisScript;
import org.springframework.stereotype.Repository;

/**
 * Accounts in Redis.
 *
 * <pre>
 * hfy:account:{id}    json string    for ever: grants and keys descend from it
 * </pre>
 */
@Repository
class RedisAccounts implements Accounts {

    private static final Logger log = LoggerFactory.getLogger(RedisAccounts.class);

    private static final RedisScript<Boolean> REPLACE = new DefaultRedisScript<>("""
            local now = redis.call('GET', KEYS[1])
            if (now or '') ~= ARGV[1] then return false end
            redis.call('SET', KEYS[1], ARGV[2])
            return true
            """, Boolean.class);

    private static final int ATTEMPTS = 20;

    private final StringRedisTemplate redis;

    RedisAccounts(StringRedisTemplate redis) {
        this.redis = redis;
    }

    @Override
    public Account signIn(UpstreamIdentity identity, Instant now) {
        return change(
                        identity,
                        known -> known.map(
                                        before -> sameIssuer(before, identity).signedIn(identity, now))
                                .or(() -> Optional.of(Account.of(identity, now))))
                .orElseThrow();
    }

    @Override
    public void refresh(UpstreamIdentity identity, Instant at) {
        change(
                identity,
                known -> known.filter(before -> before.issuer().equals(identity.issuer()) && !before.isNewerThan(at))
                        .map(before -> before.changed(identity, at)));
    }

    /** @param change empty to leave the account as it is */
    private Optional<Account> change(UpstreamIdentity identity, Function<Optional<Account>, Optional<Account>> change) {
        String key = key(new AccountId(identity.subject()));
        for (int i = 0; i < ATTEMPTS; i++) {
            String before = redis.opsForValue().get(key);
            Optional<Account> account = change.apply(read(before));
            // Compare-and-set: concurrent sign-ins must not overwrite each other, nor news bring back an erased person.
            if (account.isEmpty()
                    || Boolean.TRUE.equals(redis.execute(
                            REPLACE, List.of(key), before == null ? "" : before, RedisJson.write(account.get())))) {
                return account;
            }
        }
        throw new IllegalStateException(
                "account " + identity.subject() + " could not be saved: another request changed it at each attempt");
    }

    @Override
    public Optional<Account> find(AccountId id) {
        return read(redis.opsForValue().get(key(id)));
    }

    @Override
    public void erase(AccountId id) {
        redis.delete(key(id));
    }

    /** An unreadable account is treated as missing: the next sign-in writes all of it again. */
    private static Optional<Account> read(@Nullable String json) {
        if (json == null) {
            return Optional.empty();
        }
        try {
            return Optional.of(RedisJson.read(json, Account.class));
        } catch (UnreadableDocument e) {
            log.warn("A stored account is unreadable and is treated as missing: {}", e.getMessage());
            return Optional.empty();
        }
    }

    private static Account sameIssuer(Account account, UpstreamIdentity identity) {
        if (!account.issuer().equals(identity.issuer())) {
            throw new AccountOfAnotherIssuer(account.id());
        }
        return account;
    }

    private static String key(AccountId id) {
        return RedisKeyspace.key("account", id.value());
    }
}
