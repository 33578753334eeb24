package com.hubify.identity.parts;

@RedisServer(version = RedisVersion.MACHINE, own = true)
class MachineRedisIT extends RedisContract {

    MachineRedisIT(Redis redis) {
        super(redis);
    }
}
