package com.hubify.identity.parts.redis;

import com.hubify.identity.parts.RedisServer;

@RedisServer(version = RedisVersion.MACHINE, own = true)
class MachineRedisIT extends RedisContract {

    MachineRedisIT(Redis redis) {
        super(redis);
    }
}
