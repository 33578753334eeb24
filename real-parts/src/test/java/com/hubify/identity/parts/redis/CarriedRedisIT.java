package com.hubify.identity.parts.redis;

import com.hubify.identity.parts.RedisServer;

@RedisServer(version = RedisVersion.CARRIED, own = true)
class CarriedRedisIT extends RedisContract {

    CarriedRedisIT(Redis redis) {
        super(redis);
    }
}
