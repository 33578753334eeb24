package com.hubify.identity.server.apikey;

import com.hubify.identity.parts.Redis;
import com.hubify.identity.parts.RedisServer;

@RedisServer
class RedisApiKeysIT extends RedisApiKeysContract {

    RedisApiKeysIT(Redis server) {
        super(server);
    }
}
