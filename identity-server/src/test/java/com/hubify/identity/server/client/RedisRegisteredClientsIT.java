package com.hubify.identity.server.client;

import com.hubify.identity.parts.Redis;
import com.hubify.identity.parts.RedisServer;
import com.hubify.identity.parts.RedisVersion;

@RedisServer(version = RedisVersion.MACHINE)
class RedisRegisteredClientsIT extends RedisRegisteredClientsContract {

    RedisRegisteredClientsIT(Redis server) {
        super(server);
    }
}
