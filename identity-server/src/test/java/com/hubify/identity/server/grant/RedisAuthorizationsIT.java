package com.hubify.identity.server.grant;

import com.hubify.identity.parts.RedisServer;
import com.hubify.identity.parts.redis.Redis;
import com.hubify.identity.parts.redis.RedisVersion;

@RedisServer(version = RedisVersion.MACHINE)
class RedisAuthorizationsIT extends RedisAuthorizationsContract {

    RedisAuthorizationsIT(Redis server) {
        super(server);
    }
}
