package com.hubify.identity.server.apikey;

import com.hubify.identity.parts.RedisServer;
import com.hubify.identity.parts.redis.Redis;

@RedisServer
class RedisApiKeysIT extends RedisApiKeysContract {

    RedisApiKeysIT(Redis server) {
        super(server);
    }
}
