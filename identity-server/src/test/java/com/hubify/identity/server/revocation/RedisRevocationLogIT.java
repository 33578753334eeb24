package com.hubify.identity.server.revocation;

import com.hubify.identity.parts.RedisServer;
import com.hubify.identity.parts.redis.Redis;
import com.hubify.identity.parts.redis.RedisVersion;

@RedisServer(version = RedisVersion.MACHINE)
class RedisRevocationLogIT extends RedisRevocationLogContract {

    RedisRevocationLogIT(Redis server) {
        super(server);
    }
}
