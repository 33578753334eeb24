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
 * Sorted sets of ids by expiry in Unix milliseconds, if known; at first, by the time of addition. The object of an id has a
 * key of its own; the caller deletes it, and then removes the id, so that this is repeated after a crash in between.
 *
 * <p>Expired objects must not push out valid ones. So when there are too many ids, those past their time are looked up, and
 * removed or given their new time. A look-up is rare, however often ids are added.
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
     * Adds an id to the set at the first key, and removes it from the others, which are in the same hash slot. The set
     * expires with its last id.
     *
     * @param life after which the object expires, unless the id is added again
     * @param most how many ids the set may hold
     * @return the ids that are too many, those that end first. They stay until {@link #remove}
     */
    public List<String> addFor(List<String> keys, String id, Instant now, Duration life, int most) {
        return add(keys, id, now.plus(life), now, life, most);
    }

    /**
     * Like {@link #addFor}, for objects that may expire sooner or later than expected.
     *
     * @param life after which objects expire at the latest, the same for all in the set
     * @param most how many ids the set may hold
     * @param endOf when the object of an id expires; empty if it no longer exists
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

    /** Whether any ids were past their time. */
    private boolean review(String key, Instant now, Function<String, Optional<Instant>> endOf) {
        Set<String> due = Objects.requireNonNull(
                redis.opsForZSet().rangeByScore(key, Double.NEGATIVE_INFINITY, now.toEpochMilli()));
        for (String id : due) {
            endOf.apply(id).ifPresentOrElse(end -> postpone(key, id, end), () -> remove(key, id));
        }
        return !due.isEmpty();
    }

    // Only if it is still in the set: it may have been removed concurrently.
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

    /** All ids of the set, those that expire first at the front. */
    public Set<String> all(String key) {
        return Objects.requireNonNull(redis.opsForZSet().range(key, 0, -1));
    }

    public void remove(String key, String id) {
        redis.opsForZSet().remove(key, id);
    }

    /** Removes an id atomically from all these sets, which are in the same hash slot. */
    public void remove(List<String> keys, String id) {
        redis.execute(REMOVE, keys, id);
    }
}
