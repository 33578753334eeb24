package com.hubify.identity.server.visitor;

import com.hubify.identity.parts.Redis;
import com.hubify.identity.parts.RedisServer;
import com.hubify.identity.parts.RedisVersion;

@RedisServer(version = RedisVersion.MACHINE)
class RedisVisitorSpaceIT extends RedisVisitorSpaceContract {

    RedisVisitorSpaceIT(Redis server) {
        super(server);
    }
}
