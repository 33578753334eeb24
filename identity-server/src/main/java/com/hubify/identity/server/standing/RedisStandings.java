package com.hubify.identity.server.standing;

import com.hubify.identity.server.account.AccountId;
import com.hubify.identity.server.redis.RedisKeyspace;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.data.redis.core.StringRedisTemplate;
import org.springframework.data.redis.core.script.RedisScript;
import org.springframework.stereotype.Repository;

/**
 * Standings in Redis.
 *
 * <pre>
 * hfy:standing:{id}    string    the standing, a space, and since when in Unix milliseconds; about 110 bytes. Of people who are
 *                                active, 30 days, which is longer than Clerk repeats an event; of others, for ever
 * </pre>
 */
@Repository
class RedisStandings implements Standings {

    private static final Logger LOG = LoggerFactory.getLogger(RedisStandings.class);

    private static final Duration ACTIVE_KEPT = Duration.ofDays(30);

    /** KEYS standing; ARGV standing, since, milliseconds to keep it or 0. */
    private static final RedisScript<String> RECORD = RedisScript.of("""
            local word, at = string.match(redis.call('GET', KEYS[1]) or '', '^(%u+) (%d+)$')
            local later = word == 'DELETED' or at and tonumber(at) > tonumber(ARGV[2])
            if later and ARGV[1] ~= 'DELETED' then return 'OUTDATED' end
            redis.call('SET', KEYS[1], ARGV[1] .. ' ' .. ARGV[2])
            if ARGV[3] ~= '0' then redis.call('PEXPIRE', KEYS[1], ARGV[3]) end
            return (word or 'ACTIVE') == ARGV[1] and 'UNCHANGED' or 'CHANGED'
            """, String.class);

    private final StringRedisTemplate redis;

    RedisStandings(StringRedisTemplate redis) {
        this.redis = redis;
    }

    @Override
    public Standing of(AccountId person) {
        String stored = redis.opsForValue().get(key(person));
        if (stored == null) {
            return Standing.ACTIVE;
        }
        String word = stored.split(" ", 2)[0];
        for (Standing standing : Standing.values()) {
            if (standing.name().equals(word)) {
                return standing;
            }
        }
        // Damaged, or of a newer version. A mark is only there because something was wrong.
        LOG.warn("The stored standing of {} is unreadable; it counts as banned", person);
        return Standing.BANNED;
    }

    @Override
    public Recorded record(AccountId person, Standing standing, Instant at) {
        long kept = standing == Standing.ACTIVE ? ACTIVE_KEPT.toMillis() : 0;
        return Recorded.valueOf(Objects.requireNonNull(redis.execute(
                RECORD,
                List.of(key(person)),
                standing.name(),
                Long.toString(Math.max(0, at.toEpochMilli())),
                Long.toString(kept))));
    }

    private static String key(AccountId person) {
        return RedisKeyspace.key("standing", person.value());
    }
}
