package com.hubify.identity.server.clerk.event;

import com.hubify.identity.parts.RedisServer;
import com.hubify.identity.parts.redis.Redis;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.springframework.data.redis.connection.lettuce.LettuceConnectionFactory;
import org.springframework.data.redis.core.StringRedisTemplate;

@RedisServer
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class RedisClerkEventsIT extends ClerkEventsContract {

    private final Redis server;
    private final LettuceConnectionFactory connections;
    private final StringRedisTemplate redis = new StringRedisTemplate();

    RedisClerkEventsIT(Redis server) {
        this.server = server;
        this.connections = new LettuceConnectionFactory(server.host(), server.port());
        redis.setConnectionFactory(connections);
    }

    @BeforeAll
    void connect() {
        connections.start();
        redis.afterPropertiesSet();
    }

    @AfterAll
    void disconnect() {
        connections.destroy();
    }

    @Override
    ClerkEvents create() {
        server.flush();
        return new RedisClerkEvents(redis);
    }
}
