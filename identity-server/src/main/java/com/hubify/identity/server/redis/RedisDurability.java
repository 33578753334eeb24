package com.hubify.identity.server.redis;

import java.util.Properties;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.health.contributor.AbstractHealthIndicator;
import org.springframework.boot.health.contributor.Health;
import org.springframework.dao.DataAccessException;
import org.springframework.data.redis.core.RedisCallback;
import org.springframework.data.redis.core.StringRedisTemplate;

/**
 * Says whether what Redis acknowledges survives its restart. A key is shown once; if the store forgets it, its holder is locked
 * out. Never DOWN: a server that takes no requests would lose more than one that might.
 */
class RedisDurability extends AbstractHealthIndicator {

    private static final Logger log = LoggerFactory.getLogger(RedisDurability.class);

    private final AtomicBoolean warned = new AtomicBoolean();
    private final StringRedisTemplate redis;

    RedisDurability(StringRedisTemplate redis) {
        super("durability could not be read");
        this.redis = redis;
    }

    private @Nullable Properties settings() {
        try {
            return redis.execute((RedisCallback<Properties>)
                    connection -> connection.serverCommands().getConfig("append*"));
        } catch (DataAccessException e) {
            return null; // that Redis is away is said elsewhere
        }
    }

    @Override
    protected void doHealthCheck(Health.Builder builder) {
        Properties settings = settings();
        if (settings == null || settings.isEmpty()) {
            builder.unknown().withDetail("durability", "Redis does not let its settings be read");
            return;
        }
        boolean durable = "yes".equals(settings.getProperty("appendonly"))
                && "always".equals(settings.getProperty("appendfsync"));
        if (!durable && !warned.getAndSet(true)) {
            log.warn("A restart of Redis can lose acknowledged keys: set appendonly yes and appendfsync always");
        }
        builder.up().withDetail("durability", durable ? "durable" : "a restart of Redis can lose acknowledged keys");
    }
}
