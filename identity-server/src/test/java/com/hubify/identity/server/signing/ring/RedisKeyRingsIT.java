package com.hubify.identity.server.signing.ring;

import com.hubify.identity.parts.RedisServer;
import com.hubify.identity.parts.redis.Redis;
import com.hubify.identity.parts.redis.RedisVersion;

@RedisServer(version = RedisVersion.MACHINE)
class RedisKeyRingsIT extends RedisKeyRingsContract {

    RedisKeyRingsIT(Redis server) {
        super(server);
    }
}
