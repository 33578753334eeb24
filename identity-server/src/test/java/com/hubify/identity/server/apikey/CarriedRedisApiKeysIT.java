package com.hubify.identity.server.apikey;

import com.hubify.identity.parts.Redis;
import com.hubify.identity.parts.RedisServer;
import com.hubify.identity.parts.RedisVersion;

@RedisServer(version = RedisVersion.CARRIED)
class CarriedRedisApiKeysIT extends RedisApiKeysContract {

    CarriedRedisApiKeysIT(Redis server) {
        super(server);
    }
}
