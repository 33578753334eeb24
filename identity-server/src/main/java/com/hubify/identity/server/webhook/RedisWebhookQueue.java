package com.hubify.identity.server.webhook;

import com.hubify.identity.server.redis.DueDocuments;
import com.hubify.identity.server.redis.RedisJson;
import com.hubify.identity.server.redis.UnreadableDocument;
import java.time.Instant;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.data.redis.core.StringRedisTemplate;
import org.springframework.stereotype.Repository;

/**
 * The queues in Redis, each in a slot of its own.
 *
 * <pre>
 * hfy:{webhooks:NAME}:due        sorted set   id of an event, by when it is sent in Unix milliseconds
 * hfy:{webhooks:NAME}:events     hash         id to json; until it is sent or given up, after 98 hours at most; at most 10,000
 * </pre>
 */
@Repository
class RedisWebhookQueue implements WebhookQueue {

    private static final Logger LOG = LoggerFactory.getLogger(RedisWebhookQueue.class);

    private final StringRedisTemplate redis;

    RedisWebhookQueue(StringRedisTemplate redis) {
        this.redis = redis;
    }

    @Override
    public boolean add(String destination, QueuedWebhook event, Instant now) {
        return queue(destination).add(event.id(), RedisJson.write(event), now) != DueDocuments.Addition.FULL;
    }

    @Override
    public Optional<QueuedWebhook> take(String destination, Instant now, Instant until) {
        return queue(destination).take(now, until).flatMap(taken -> read(destination, taken));
    }

    private Optional<QueuedWebhook> read(String destination, DueDocuments.Taken taken) {
        try {
            return Optional.of(RedisJson.read(taken.document(), QueuedWebhook.class));
        } catch (UnreadableDocument e) {
            LOG.warn("A queued event to the webhook {} is unreadable and is dropped: {}", destination, e.getMessage());
            remove(destination, taken.id());
            return Optional.empty();
        }
    }

    @Override
    public void putOff(String destination, QueuedWebhook event, Instant due) {
        queue(destination).putOff(event.id(), RedisJson.write(event), due);
    }

    @Override
    public void remove(String destination, String id) {
        queue(destination).remove(id);
    }

    private DueDocuments queue(String destination) {
        return new DueDocuments(redis, "webhooks:" + destination, MOST);
    }
}
