package com.hubify.identity.server.account;

import com.hubify.identity.parts.Redis;
import com.hubify.identity.parts.RedisServer;
import com.hubify.identity.parts.RedisVersion;

@RedisServer(version = RedisVersion.CARRIED)
class CarriedRedisAccountsIT extends RedisAccountsContract {

    CarriedRedisAccountsIT(Redis server) {
        super(server);
    }
}
