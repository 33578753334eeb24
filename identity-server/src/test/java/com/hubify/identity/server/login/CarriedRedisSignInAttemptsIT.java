package com.hubify.identity.server.login;

import com.hubify.identity.parts.Redis;
import com.hubify.identity.parts.RedisServer;
import com.hubify.identity.parts.RedisVersion;

@RedisServer(version = RedisVersion.CARRIED)
class CarriedRedisSignInAttemptsIT extends RedisSignInAttemptsContract {

    CarriedRedisSignInAttemptsIT(Redis server) {
        super(server);
    }
}
