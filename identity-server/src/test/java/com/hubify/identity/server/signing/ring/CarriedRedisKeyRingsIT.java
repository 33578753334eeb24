package com.hubify.identity.server.signing.ring;

import com.hubify.identity.parts.RedisServer;
import com.hubify.identity.parts.redis.Redis;
import com.hubify.identity.parts.redis.RedisVersion;

@RedisServer(version = RedisVersion.CARRIED)
class CarriedRedisKeyRingsIT extends RedisKeyRingsContract {

    CarriedRedisKeyRingsIT(Redis server) {
        super(server);
    }
}
