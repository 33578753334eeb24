package com.hubify.identity.server.consent;

import com.hubify.identity.parts.RedisServer;
import com.hubify.identity.parts.redis.Redis;
import com.hubify.identity.parts.redis.RedisVersion;

@RedisServer(version = RedisVersion.MACHINE)
class RedisConsentsIT extends RedisConsentsContract {

    RedisConsentsIT(Redis server) {
        super(server);
    }
}
