package com.hubify.identity.server.login;

import com.hubify.identity.parts.RedisServer;
import com.hubify.identity.parts.redis.Redis;
import com.hubify.identity.parts.redis.RedisVersion;

@RedisServer(version = RedisVersion.MACHINE)
class RedisSignInAttemptsIT extends RedisSignInAttemptsContract {

    RedisSignInAttemptsIT(Redis server) {
        super(server);
    }
}
