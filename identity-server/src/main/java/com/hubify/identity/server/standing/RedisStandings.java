package com.hubify.identity.server.standing;

import com.hubify.identity.server.account.AccountId;
import com.hubify.identity.server.redis.RedisKeyspace;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.data.redis.core.StringRedisTemplate;
import org.springframework.data.redis.core.script.RedisScript;
import org.springframework.stereotype.Repository;

/**
 * Standings in Redis.
 *
 * <pre>
 * hfy:standing:{id}    string    the standing, since when, and when Clerk said it, both in Unix milliseconds, with spaces between;
 *                                about 120 bytes. Of people who are active, 30 days, which is longer than Clerk repeats an
 *                                event; of others, for ever
 * </pre>
 */
@Repository
class RedisStandings implements Standings {

    private static final Logger LOG = LoggerFactory.getLogger(RedisStandings.class);

    private static final Duration ACTIVE_KEPT = Duration.ofDays(30);

    /** KEYS standing; ARGV standing, since, said at, milliseconds to keep it or 0, the standings from the mildest on. */
    private static final RedisScript<String> RECORD = RedisScript.of("""
            local word, at, said = string.match(redis.call('GET', KEYS[1]) or '', '^(%u+) (%d+) ?(%d*)$')
            local severity = {}
            for i = 5, #ARGV do severity[ARGV[i]] = i end
            local order = 0
            if at then
              order = tonumber(ARGV[2]) - tonumber(at)
              if order == 0 then order = tonumber(ARGV[3]) - (tonumber(said) or 0) end
              if order == 0 then order = severity[ARGV[1]] - (severity[word] or #ARGV) end
            end
            if (word == 'DELETED' or order < 0) and ARGV[1] ~= 'DELETED' then return 'OUTDATED' end
            redis.call('SET', KEYS[1], ARGV[1] .. ' ' .. ARGV[2] .. ' ' .. ARGV[3])
            if ARGV[4] ~= '0' then redis.call('PEXPIRE', KEYS[1], ARGV[4]) end
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
    public Recorded record(AccountId person, Standing standing, Instant at, Instant saidAt) {
        long kept = standing == Standing.ACTIVE ? ACTIVE_KEPT.toMillis() : 0;
        Stream<String> arguments = Stream.of(standing.name(), millis(at), millis(saidAt), Long.toString(kept));
        Stream<String> severity = Arrays.stream(Standing.values()).map(Standing::name);
        return Recorded.valueOf(Objects.requireNonNull(redis.execute(
                RECORD, List.of(key(person)), Stream.concat(arguments, severity).toArray())));
    }

    private static String millis(Instant time) {
        return Long.toString(Math.max(0, time.toEpochMilli()));
    }

    private static String key(AccountId person) {
        return RedisKeyspace.key("standing", person.value());
    }
}
