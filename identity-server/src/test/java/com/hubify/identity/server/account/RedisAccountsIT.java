package com.hubify.identity.server.account;

import com.hubify.identity.parts.RedisServer;
import com.hubify.identity.parts.redis.Redis;
import com.hubify.identity.parts.redis.RedisVersion;

@RedisServer(version = RedisVersion.MACHINE)
class RedisAccountsIT extends RedisAccountsContract {

    RedisAccountsIT(Redis server) {
        super(server);
    }
}
