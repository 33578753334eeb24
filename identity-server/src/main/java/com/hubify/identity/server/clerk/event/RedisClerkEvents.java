package com.hubify.identity.server.clerk.event;

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
 * Events of Clerk in Redis.
 *
 * <pre>
 * hfy:{clerk-events}:due        sorted set   id of an event, by when it is due in Unix milliseconds: the earliest comes first
 * hfy:{clerk-events}:events     hash         id to json, at most 256 KB; until it is handled or given up, after 18 hours; at most 10,000
 * hfy:{clerk-events}:taken      sorted set   ids of events that were taken, by until when that is known; 3 days, the latest 100,000
 * </pre>
 */
@Repository
class RedisClerkEvents implements ClerkEvents {

    private static final Logger LOG = LoggerFactory.getLogger(RedisClerkEvents.class);

    private final DueDocuments queue;

    RedisClerkEvents(StringRedisTemplate redis) {
        this.queue = new DueDocuments(redis, "clerk-events", MOST);
    }

    @Override
    public Taken add(QueuedEvent event, Instant now) {
        return switch (queue.addOnce(event.id(), RedisJson.write(event), event.dueFrom(now), now, KNOWN, MOST_KNOWN)) {
            case ADDED -> Taken.NEW;
            case KNOWN -> Taken.KNOWN;
            case FULL -> Taken.FULL;
        };
    }

    @Override
    public Optional<QueuedEvent> next(Instant now, Instant until) {
        return queue.take(now, until).flatMap(this::read);
    }

    private Optional<QueuedEvent> read(DueDocuments.Taken taken) {
        try {
            return Optional.of(RedisJson.read(taken.document(), QueuedEvent.class));
        } catch (UnreadableDocument e) {
            LOG.warn("The queued event {} of Clerk is unreadable and is dropped: {}", taken.id(), e.getMessage());
            queue.forget(taken.id());
            return Optional.empty();
        }
    }

    @Override
    public void putOff(QueuedEvent event, Instant due) {
        queue.putOff(event.id(), RedisJson.write(event), due);
    }

    @Override
    public void remove(String id) {
        queue.remove(id);
    }

    @Override
    public void giveUp(String id) {
        queue.forget(id);
    }
}
