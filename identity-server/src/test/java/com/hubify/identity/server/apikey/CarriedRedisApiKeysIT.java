package com.hubify.identity.server.apikey;

import com.hubify.identity.parts.RedisServer;
import com.hubify.identity.parts.redis.Redis;
import com.hubify.identity.parts.redis.RedisVersion;

@RedisServer(version = RedisVersion.CARRIED)
class CarriedRedisApiKeysIT extends RedisApiKeysContract {

    CarriedRedisApiKeysIT(Redis server) {
        super(server);
    }
}
