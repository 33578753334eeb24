package com.hubify.identity.parts;

@RedisServer(version = RedisVersion.CARRIED, own = true)
class CarriedRedisIT extends RedisContract {

    CarriedRedisIT(Redis redis) {
        super(redis);
    }
}
