package com.hubify.identity.server.token;

import com.hubify.identity.parts.Redis;
import com.hubify.identity.parts.RedisServer;
import com.hubify.identity.parts.RedisVersion;
import com.hubify.identity.server.grant.RedisAuthorizationsContract;

@RedisServer(version = RedisVersion.CARRIED)
class CarriedRedisAuthorizationsIT extends RedisAuthorizationsContract {

    CarriedRedisAuthorizationsIT(Redis server) {
        super(server);
    }
}
