package com.hubify.identity.server.redis;

import io.lettuce.core.RedisException;
import java.util.List;
import java.util.Objects;
import java.util.Properties;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.health.contributor.AbstractHealthIndicator;
import org.springframework.boot.health.contributor.Health;
import org.springframework.dao.DataAccessException;
import org.springframework.data.redis.connection.RedisClusterConnection;
import org.springframework.data.redis.connection.RedisClusterNode;
import org.springframework.data.redis.connection.RedisConnection;
import org.springframework.data.redis.core.RedisCallback;
import org.springframework.data.redis.core.StringRedisTemplate;

/**
 * Whether acknowledged writes survive a restart of Redis. An API key is shown once; if Redis loses it, its holder is locked
 * out. In Redis Cluster every node is checked, since any may become the primary. Never DOWN: taking the server out would be
 * worse than the risk.
 */
class RedisDurability extends AbstractHealthIndicator {

    private static final Logger log = LoggerFactory.getLogger(RedisDurability.class);

    private static final String SETTINGS = "append*";

    private final AtomicBoolean warned = new AtomicBoolean();
    private final StringRedisTemplate redis;

    RedisDurability(StringRedisTemplate redis) {
        super("Redis' durability settings could not be read");
        this.redis = redis;
    }

    @Override
    protected void doHealthCheck(Health.Builder builder) {
        List<Properties> nodes = settings();
        if (nodes.isEmpty()) {
            builder.unknown().withDetail("durability", "not known: Redis does not allow CONFIG GET");
            return;
        }
        boolean durable = nodes.stream().allMatch(RedisDurability::isDurable);
        if (!durable && !warned.getAndSet(true)) {
            log.warn(
                    "Redis can lose acknowledged writes, such as API keys and revocations, when it restarts: set appendonly yes and appendfsync always in redis.conf");
        }
        builder.up()
                .withDetail(
                        "durability",
                        durable
                                ? "durable"
                                : "Redis can lose acknowledged writes when it restarts: set appendonly yes and appendfsync always");
    }

    /** Of each node that can be reached; empty if none can. */
    private List<Properties> settings() {
        try {
            return Objects.requireNonNull(redis.execute((RedisCallback<List<Properties>>) RedisDurability::settings));
        } catch (DataAccessException e) {
            return List.of(); // an outage of Redis has its own health indicator
        }
    }

    private static List<Properties> settings(RedisConnection connection) {
        if (!(connection instanceof RedisClusterConnection cluster)) {
            return known(connection.serverCommands().getConfig(SETTINGS)).toList();
        }
        // One request for all nodes would fail if one of them is down.
        return StreamSupport.stream(cluster.clusterGetNodes().spliterator(), false)
                .filter(node -> !node.isMarkedAsFail())
                .flatMap(node -> settingsOf(node, cluster))
                .toList();
    }

    private static Stream<Properties> settingsOf(RedisClusterNode node, RedisClusterConnection cluster) {
        try {
            return known(cluster.serverCommands().getConfig(node, SETTINGS));
        } catch (DataAccessException | RedisException e) {
            return Stream.empty(); // Spring does not translate a failed connection to a single node
        }
    }

    private static Stream<Properties> known(@Nullable Properties settings) {
        return settings == null || settings.isEmpty() ? Stream.empty() : Stream.of(settings);
    }

    private static boolean isDurable(Properties settings) {
        return "yes".equals(settings.getProperty("appendonly")) && "always".equals(settings.getProperty("appendfsync"));
    }
}
