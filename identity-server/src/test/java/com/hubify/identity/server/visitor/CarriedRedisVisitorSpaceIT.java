package com.hubify.identity.server.visitor;

import com.hubify.identity.parts.RedisServer;
import com.hubify.identity.parts.redis.Redis;
import com.hubify.identity.parts.redis.RedisVersion;

@RedisServer(version = RedisVersion.CARRIED)
class CarriedRedisVisitorSpaceIT extends RedisVisitorSpaceContract {

    CarriedRedisVisitorSpaceIT(Redis server) {
        super(server);
    }
}
