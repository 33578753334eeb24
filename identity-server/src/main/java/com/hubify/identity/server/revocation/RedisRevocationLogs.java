package com.hubify.identity.server.revocation;

import java.time.Duration;
import java.util.function.Supplier;
import org.springframework.data.redis.connection.lettuce.LettuceConnectionFactory;
import org.springframework.stereotype.Component;

/** Opens the log of revocations in the Redis that the rest of the server uses. */
@Component
class RedisRevocationLogs implements Supplier<RevocationLog> {

    private final LettuceConnectionFactory shared;
    private final Duration reach;

    RedisRevocationLogs(LettuceConnectionFactory shared, RevocationProperties properties) {
        this.shared = shared;
        this.reach = properties.feed().reach();
    }

    @Override
    public RevocationLog get() {
        return new RedisRevocationLog(shared, reach);
    }
}
