package com.hubify.identity.server.account;

import com.hubify.identity.parts.RedisServer;
import com.hubify.identity.parts.redis.Redis;
import com.hubify.identity.parts.redis.RedisVersion;

@RedisServer(version = RedisVersion.CARRIED)
class CarriedRedisAccountsIT extends RedisAccountsContract {

    CarriedRedisAccountsIT(Redis server) {
        super(server);
    }
}
