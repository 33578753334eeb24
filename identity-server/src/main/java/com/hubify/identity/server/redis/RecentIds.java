package com.hubify.identity.server.redis;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.springframework.data.redis.core.StringRedisTemplate;
import org.springframework.data.redis.core.script.RedisScript;

/**
 * Sorted sets of ids by when each ends, in Unix milliseconds, as far as that is known: at first, by when it was added. What an id
 * stands for lies under a key of its own; its owner deletes it, and then takes the id out: after a crash in between it is tried
 * again.
 *
 * <p>What has ended by itself must not push out what lives. So when there are too many, each id past its time is looked up and
 * goes, or gets its new time. Which of them that is was told the last time, so a look-up is rare however often ids are added.
 */
public final class RecentIds {

    /** KEYS set, others; ARGV id, when it ends, until when all have ended, life, how many. */
    @SuppressWarnings("rawtypes")
    private static final RedisScript<List> ADD = RedisScript.of("""
        redis.call('ZADD', KEYS[1], 'GT', ARGV[2], ARGV[1])
        redis.call('ZREMRANGEBYSCORE', KEYS[1], '-inf', ARGV[3])
        redis.call('PEXPIRE', KEYS[1], math.max(redis.call('PTTL', KEYS[1]), tonumber(ARGV[4])))
        for other = 2, #KEYS do redis.call('ZREM', KEYS[other], ARGV[1]) end
        local beyond = redis.call('ZCARD', KEYS[1]) - tonumber(ARGV[5])
        return beyond > 0 and redis.call('ZRANGE', KEYS[1], 0, beyond - 1) or {}
        """, List.class);

    /** KEYS set; ARGV id, end. */
    private static final RedisScript<Long> POSTPONE =
            RedisScript.of("return redis.call('ZADD', KEYS[1], 'XX', ARGV[2], ARGV[1])", Long.class);

    /** KEYS sets; ARGV id. */
    private static final RedisScript<Long> REMOVE =
            RedisScript.of("for i = 1, #KEYS do redis.call('ZREM', KEYS[i], ARGV[1]) end return #KEYS", Long.class);

    private final StringRedisTemplate redis;

    public RecentIds(StringRedisTemplate redis) {
        this.redis = redis;
    }

    /**
     * Adds an id to the first of these keys, and takes it out of the others, which are in the same slot. The set lasts as long as
     * the longest life in it.
     *
     * @param life after which what this id stands for ends, unless the id is added again
     * @param most how many ids the set may hold
     * @return the ids that are too many, those that end first. They stay until {@link #remove}
     */
    public List<String> addFor(List<String> keys, String id, Instant now, Duration life, int most) {
        return add(keys, id, now.plus(life), now, life, most);
    }

    /**
     * As {@link #addFor} of what may end sooner or later than it seems now.
     *
     * @param life after which what an id stands for is gone by itself, the same for all in the set
     * @param most how many ids the set may hold
     * @param endOf when what an id stands for ends by itself; empty if it has ended
     * @return the ids that are too many, those that end first. They stay until {@link #remove}
     */
    public List<String> add(
            List<String> keys,
            String id,
            Instant now,
            Duration life,
            int most,
            Function<String, Optional<Instant>> endOf) {
        List<String> tooMany = add(keys, id, now, now.minus(life), life, most);
        return tooMany.isEmpty() || !review(keys.get(0), now, endOf)
                ? tooMany
                : add(keys, id, now, now.minus(life), life, most);
    }

    /** Whether any were past their time. */
    private boolean review(String key, Instant now, Function<String, Optional<Instant>> endOf) {
        Set<String> due = Objects.requireNonNull(
                redis.opsForZSet().rangeByScore(key, Double.NEGATIVE_INFINITY, now.toEpochMilli()));
        for (String id : due) {
            endOf.apply(id).ifPresentOrElse(end -> postpone(key, id, end), () -> remove(key, id));
        }
        return !due.isEmpty();
    }

    // Only if it is still there: the owner may just have taken it out.
    private void postpone(String key, String id, Instant end) {
        redis.execute(POSTPONE, List.of(key), id, Long.toString(end.toEpochMilli()));
    }

    @SuppressWarnings("unchecked")
    private List<String> add(List<String> keys, String id, Instant end, Instant over, Duration life, int most) {
        return (List<String>) Objects.requireNonNull(redis.execute(
                ADD,
                keys,
                id,
                Long.toString(end.toEpochMilli()),
                Long.toString(over.toEpochMilli()),
                Long.toString(life.toMillis()),
                Integer.toString(most)));
    }

    /** All that the set holds, those that end first in front. */
    public Set<String> all(String key) {
        return Objects.requireNonNull(redis.opsForZSet().range(key, 0, -1));
    }

    public void remove(String key, String id) {
        redis.opsForZSet().remove(key, id);
    }

    /** Takes an id out of all these sets, which are in the same slot, in one step. */
    public void remove(List<String> keys, String id) {
        redis.execute(REMOVE, keys, id);
    }
}
