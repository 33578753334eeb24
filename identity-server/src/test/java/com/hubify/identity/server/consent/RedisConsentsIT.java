package com.hubify.identity.server.consent;

import com.hubify.identity.parts.Redis;
import com.hubify.identity.parts.RedisServer;
import com.hubify.identity.parts.RedisVersion;

@RedisServer(version = RedisVersion.MACHINE)
class RedisConsentsIT extends RedisConsentsContract {

    RedisConsentsIT(Redis server) {
        super(server);
    }
}
