package com.hubify.identity.server.redis;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.springframework.data.redis.core.StringRedisTemplate;
import org.springframework.data.redis.core.script.RedisScript;

/**
 * A queue of documents that wait until they are due, in one hash slot. All nodes take from it; what one has taken is due again
 * later unless it is removed or put off before, since that node may crash.
 *
 * <pre>
 * hfy:{SLOT}:due        sorted set   id of a document, by when it is due in Unix milliseconds
 * hfy:{SLOT}:events     hash         id to document
 * hfy:{SLOT}:taken      sorted set   ids that are remembered, by until when
 * </pre>
 */
public final class DueDocuments {

    /** What became of an addition. */
    public enum Addition {
        ADDED,
        /** One with this id waits, or is remembered. */
        KNOWN,
        /** Too many wait. */
        FULL
    }

    /** A document that was taken. */
    public record Taken(String id, String document) {}

    /** KEYS due, documents, remembered; ARGV id, document, now, most that wait, until when the id is remembered or 0, most ids, due. */
    private static final RedisScript<String> ADD = RedisScript.of("""
            if redis.call('HEXISTS', KEYS[2], ARGV[1]) == 1 then return 'KNOWN' end
            local known = redis.call('ZSCORE', KEYS[3], ARGV[1])
            if known and tonumber(known) > tonumber(ARGV[3]) then return 'KNOWN' end
            if redis.call('HLEN', KEYS[2]) >= tonumber(ARGV[4]) then return 'FULL' end
            redis.call('HSET', KEYS[2], ARGV[1], ARGV[2])
            redis.call('ZADD', KEYS[1], ARGV[7], ARGV[1])
            if ARGV[5] ~= '0' then
              redis.call('ZREMRANGEBYSCORE', KEYS[3], '-inf', ARGV[3])
              redis.call('ZADD', KEYS[3], ARGV[5], ARGV[1])
              redis.call('ZREMRANGEBYRANK', KEYS[3], 0, -1 - tonumber(ARGV[6]))
            end
            return 'ADDED'
            """, String.class);

    /** KEYS due, documents; ARGV now, until. Returns id and document, or nothing. */
    @SuppressWarnings("rawtypes")
    private static final RedisScript<List> TAKE = RedisScript.of("""
            local due = redis.call('ZRANGE', KEYS[1], '-inf', ARGV[1], 'BYSCORE', 'LIMIT', 0, 1)
            if #due == 0 then return {} end
            redis.call('ZADD', KEYS[1], ARGV[2], due[1])
            return { due[1], redis.call('HGET', KEYS[2], due[1]) or '' }
            """, List.class);

    /** KEYS due, documents; ARGV id, document, due. */
    private static final RedisScript<Boolean> PUT_OFF = RedisScript.of("""
            if redis.call('HEXISTS', KEYS[2], ARGV[1]) == 0 then return false end
            redis.call('HSET', KEYS[2], ARGV[1], ARGV[2])
            redis.call('ZADD', KEYS[1], ARGV[3], ARGV[1])
            return true
            """, Boolean.class);

    /** KEYS due, documents, remembered; ARGV id, whether to forget the id. */
    private static final RedisScript<Long> REMOVE = RedisScript.of("""
            redis.call('ZREM', KEYS[1], ARGV[1])
            if ARGV[2] == 'true' then redis.call('ZREM', KEYS[3], ARGV[1]) end
            return redis.call('HDEL', KEYS[2], ARGV[1])
            """, Long.class);

    private final StringRedisTemplate redis;
    private final List<String> keys;
    private final int most;

    /** @param most how many may wait */
    public DueDocuments(StringRedisTemplate redis, String slot, int most) {
        this.redis = redis;
        this.keys = List.of(key(slot, "due"), key(slot, "events"), key(slot, "taken"));
        this.most = most;
    }

    /** Adds a document that is due now, unless one with its id waits already. */
    public Addition add(String id, String document, Instant now) {
        return add(id, document, now, now, "0", 0);
    }

    /**
     * The same, unless one with its id has been added before.
     *
     * @param due now, or earlier to overtake what waits
     * @param remembered for how long that is known, also once it is removed
     * @param mostIds how many ids are remembered, the latest
     */
    public Addition addOnce(String id, String document, Instant due, Instant now, Duration remembered, int mostIds) {
        return add(id, document, due, now, millis(now.plus(remembered)), mostIds);
    }

    private Addition add(String id, String document, Instant due, Instant now, String until, int mostIds) {
        return Addition.valueOf(Objects.requireNonNull(redis.execute(
                ADD,
                keys,
                id,
                document,
                millis(now),
                Integer.toString(most),
                until,
                Integer.toString(mostIds),
                millis(due))));
    }

    /** Takes a document that is due. No other node gets it until then. */
    public Optional<Taken> take(Instant now, Instant until) {
        List<?> taken = Objects.requireNonNull(redis.execute(TAKE, keys, millis(now), millis(until)));
        return taken.isEmpty()
                ? Optional.empty()
                : Optional.of(new Taken(taken.get(0).toString(), taken.get(1).toString()));
    }

    /** Replaces a document, which is due at that time; does nothing if it was removed. */
    public void putOff(String id, String document, Instant due) {
        redis.execute(PUT_OFF, keys, id, document, millis(due));
    }

    public void remove(String id) {
        redis.execute(REMOVE, keys, id, "false");
    }

    /** Removes a document so that it can be added again. */
    public void forget(String id) {
        redis.execute(REMOVE, keys, id, "true");
    }

    private static String key(String slot, String part) {
        return RedisKeyspace.key("{" + slot + "}", part);
    }

    private static String millis(Instant time) {
        return Long.toString(time.toEpochMilli());
    }
}
