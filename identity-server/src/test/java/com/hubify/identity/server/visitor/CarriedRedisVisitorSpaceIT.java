package com.hubify.identity.server.visitor;

import com.hubify.identity.parts.Redis;
import com.hubify.identity.parts.RedisServer;
import com.hubify.identity.parts.RedisVersion;

@RedisServer(version = RedisVersion.CARRIED)
class CarriedRedisVisitorSpaceIT extends RedisVisitorSpaceContract {

    CarriedRedisVisitorSpaceIT(Redis server) {
        super(server);
    }
}
