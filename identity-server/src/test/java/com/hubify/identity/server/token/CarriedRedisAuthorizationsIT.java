package com.hubify.identity.server.token;

import com.hubify.identity.parts.RedisServer;
import com.hubify.identity.parts.redis.Redis;
import com.hubify.identity.parts.redis.RedisVersion;
import com.hubify.identity.server.grant.RedisAuthorizationsContract;

@RedisServer(version = RedisVersion.CARRIED)
class CarriedRedisAuthorizationsIT extends RedisAuthorizationsContract {

    CarriedRedisAuthorizationsIT(Redis server) {
        super(server);
    }
}
