package com.hubify.identity.server.visitor;

import com.hubify.identity.parts.RedisServer;
import com.hubify.identity.parts.redis.Redis;
import com.hubify.identity.parts.redis.RedisVersion;

@RedisServer(version = RedisVersion.MACHINE)
class RedisVisitorSpaceIT extends RedisVisitorSpaceContract {

    RedisVisitorSpaceIT(Redis server) {
        super(server);
    }
}
