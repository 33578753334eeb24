package com.hubify.identity.server.revocation;

import java.time.Duration;
import org.springframework.data.redis.connection.lettuce.LettuceConnectionFactory;
import org.springframework.stereotype.Component;

/** Opens the revocation log in the server's Redis. */
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
