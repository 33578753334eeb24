package com.hubify.identity.server.revocation;

import java.time.Duration;
import org.springframework.data.redis.connection.lettuce.LettuceConnectionFactory;
import org.springframework.stereotype.Component;

/** Opens the log of revocations in the Redis that the rest of the server uses. */
@Component
class RedisRevocationLogs implements RevocationLogs {

    private final LettuceConnectionFactory shared;

    RedisRevocationLogs(LettuceConnectionFactory shared) {
        this.shared = shared;
    }

    @Override
    public RevocationLog open(Duration reach) {
        return new RedisRevocationLog(shared, reach);
    }
}
