package com.hubify.identity.server.consent;

import com.hubify.identity.parts.RedisServer;
import com.hubify.identity.parts.redis.Redis;
import com.hubify.identity.parts.redis.RedisVersion;

@RedisServer(version = RedisVersion.CARRIED)
class CarriedRedisConsentsIT extends RedisConsentsContract {

    CarriedRedisConsentsIT(Redis server) {
        super(server);
    }
}
