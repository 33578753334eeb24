package com.hubify.identity.server.login;

import com.hubify.identity.parts.RedisServer;
import com.hubify.identity.parts.redis.Redis;
import com.hubify.identity.parts.redis.RedisVersion;

@RedisServer(version = RedisVersion.CARRIED)
class CarriedRedisSignInAttemptsIT extends RedisSignInAttemptsContract {

    CarriedRedisSignInAttemptsIT(Redis server) {
        super(server);
    }
}
