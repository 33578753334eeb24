package com.hubify.identity.server.reconciliation;

import com.hubify.identity.server.account.AccountId;
import com.hubify.identity.server.redis.RedisKeyspace;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.springframework.data.redis.core.StringRedisTemplate;
import org.springframework.data.redis.core.script.RedisScript;
import org.springframework.stereotype.Repository;

/**
 * What was asked of Clerk, in Redis.
 *
 * <pre>
 * hfy:standing-asked:{id}      string    empty; standing.checked-after, a minute if Clerk didn't answer
 * hfy:clerk:unanswered-since   string    Unix milliseconds; until Clerk answers, two hours after it last didn't
 * hfy:clerk:missing:{hour}     number    people found missing in this hour; two hours
 * </pre>
 */
@Repository
class RedisLookups implements Lookups {

    private static final String UNANSWERED = RedisKeyspace.key("clerk", "unanswered-since");
    private static final Duration HOUR = Duration.ofHours(1);

    /** KEYS since; ARGV now, seconds to keep it. */
    private static final RedisScript<String> SINCE = RedisScript.of("""
            redis.call('SET', KEYS[1], ARGV[1], 'NX')
            redis.call('EXPIRE', KEYS[1], ARGV[2])
            return redis.call('GET', KEYS[1])
            """, String.class);

    /** KEYS count; ARGV seconds to keep it. */
    private static final RedisScript<Long> COUNT = RedisScript.of("""
            local count = redis.call('INCR', KEYS[1])
            redis.call('EXPIRE', KEYS[1], ARGV[1])
            return count
            """, Long.class);

    private final StringRedisTemplate redis;

    RedisLookups(StringRedisTemplate redis) {
        this.redis = redis;
    }

    @Override
    public boolean take(AccountId person, Duration within) {
        return Boolean.TRUE.equals(redis.opsForValue().setIfAbsent(asked(person), "", within));
    }

    @Override
    public void askAgain(AccountId person, Duration after) {
        if (after.isZero()) {
            redis.delete(asked(person));
        } else {
            redis.opsForValue().set(asked(person), "", after);
        }
    }

    @Override
    public void answered() {
        redis.delete(UNANSWERED);
    }

    @Override
    public Instant unanswered(Instant now) {
        String since = redis.execute(
                SINCE, List.of(UNANSWERED), Long.toString(now.toEpochMilli()), Long.toString(2 * HOUR.toSeconds()));
        return Instant.ofEpochMilli(Long.parseLong(Objects.requireNonNull(since)));
    }

    @Override
    public Optional<Instant> unansweredSince() {
        return Optional.ofNullable(redis.opsForValue().get(UNANSWERED))
                .map(since -> Instant.ofEpochMilli(Long.parseLong(since)));
    }

    @Override
    public boolean mayEnd(Instant now, long most) {
        String key = RedisKeyspace.key("clerk", "missing", Long.toString(now.getEpochSecond() / HOUR.toSeconds()));
        Long count = redis.execute(COUNT, List.of(key), Long.toString(2 * HOUR.toSeconds()));
        return count == null || count <= most;
    }

    private static String asked(AccountId person) {
        return RedisKeyspace.key("standing-asked", person.value());
    }
}
