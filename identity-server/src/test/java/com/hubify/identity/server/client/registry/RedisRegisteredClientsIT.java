package com.hubify.identity.server.client.registry;

import com.hubify.identity.parts.RedisServer;
import com.hubify.identity.parts.redis.Redis;
import com.hubify.identity.parts.redis.RedisVersion;

@RedisServer(version = RedisVersion.MACHINE)
class RedisRegisteredClientsIT extends RedisRegisteredClientsContract {

    RedisRegisteredClientsIT(Redis server) {
        super(server);
    }
}
