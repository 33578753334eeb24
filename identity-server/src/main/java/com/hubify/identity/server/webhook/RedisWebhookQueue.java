package com.hubify.identity.server.webhook;

import com.hubify.identity.server.redis.RedisJson;
import com.hubify.identity.server.redis.RedisKeyspace;
import com.hubify.identity.server.redis.UnreadableDocument;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.data.redis.core.StringRedisTemplate;
import org.springframework.data.redis.core.script.RedisScript;
import org.springframework.stereotype.Repository;

/**
 * The queues in Redis, each in a slot of its own.
 *
 * <pre>
 * hfy:{webhooks:NAME}:due        sorted set   id of an event, by when it is sent in Unix milliseconds
 * hfy:{webhooks:NAME}:events     hash         id to json; until it is sent or given up, after 32 hours; at most 10,000
 * </pre>
 */
@Repository
class RedisWebhookQueue implements WebhookQueue {

    private static final Logger LOG = LoggerFactory.getLogger(RedisWebhookQueue.class);

    /** KEYS due, events; ARGV id, json, now, at most. */
    private static final RedisScript<Boolean> ADD = RedisScript.of("""
            if redis.call('HEXISTS', KEYS[2], ARGV[1]) == 1 then return true end
            if redis.call('HLEN', KEYS[2]) >= tonumber(ARGV[4]) then return false end
            redis.call('HSET', KEYS[2], ARGV[1], ARGV[2])
            redis.call('ZADD', KEYS[1], ARGV[3], ARGV[1])
            return true
            """, Boolean.class);

    /** KEYS due, events; ARGV now, until. Returns id and json, or nothing. */
    @SuppressWarnings("rawtypes")
    private static final RedisScript<List> TAKE = RedisScript.of("""
            local due = redis.call('ZRANGE', KEYS[1], '-inf', ARGV[1], 'BYSCORE', 'LIMIT', 0, 1)
            if #due == 0 then return {} end
            redis.call('ZADD', KEYS[1], ARGV[2], due[1])
            return { due[1], redis.call('HGET', KEYS[2], due[1]) or '' }
            """, List.class);

    /** KEYS due, events; ARGV id, json, due. */
    private static final RedisScript<Boolean> PUT_OFF = RedisScript.of("""
            if redis.call('HEXISTS', KEYS[2], ARGV[1]) == 0 then return false end
            redis.call('HSET', KEYS[2], ARGV[1], ARGV[2])
            redis.call('ZADD', KEYS[1], ARGV[3], ARGV[1])
            return true
            """, Boolean.class);

    /** KEYS due, events; ARGV id. */
    private static final RedisScript<Long> REMOVE = RedisScript.of("""
            redis.call('ZREM', KEYS[1], ARGV[1])
            return redis.call('HDEL', KEYS[2], ARGV[1])
            """, Long.class);

    private final StringRedisTemplate redis;

    RedisWebhookQueue(StringRedisTemplate redis) {
        this.redis = redis;
    }

    @Override
    public boolean add(String destination, QueuedWebhook event, Instant now) {
        return Boolean.TRUE.equals(redis.execute(
                ADD, keys(destination), event.id(), RedisJson.write(event), millis(now), Integer.toString(MOST)));
    }

    @Override
    public Optional<QueuedWebhook> take(String destination, Instant now, Instant until) {
        List<?> taken = Objects.requireNonNull(redis.execute(TAKE, keys(destination), millis(now), millis(until)));
        if (taken.isEmpty()) {
            return Optional.empty();
        }
        try {
            return Optional.of(RedisJson.read(taken.get(1).toString(), QueuedWebhook.class));
        } catch (UnreadableDocument e) {
            LOG.warn("A queued event to the webhook {} is unreadable and is dropped: {}", destination, e.getMessage());
            remove(destination, taken.get(0).toString());
            return Optional.empty();
        }
    }

    @Override
    public void putOff(String destination, QueuedWebhook event, Instant due) {
        redis.execute(PUT_OFF, keys(destination), event.id(), RedisJson.write(event), millis(due));
    }

    @Override
    public void remove(String destination, String id) {
        redis.execute(REMOVE, keys(destination), id);
    }

    private static List<String> keys(String destination) {
        String slot = "{webhooks:" + destination + "}";
        return List.of(RedisKeyspace.key(slot, "due"), RedisKeyspace.key(slot, "events"));
    }

    private static String millis(Instant time) {
        return Long.toString(time.toEpochMilli());
    }
}
