package com.hubify.identity.server.signing;

import com.hubify.identity.parts.Redis;
import com.hubify.identity.server.redis.RedisContract;
import java.util.Objects;

abstract class RedisKeyRingsContract extends RedisContract implements KeyRingsContract {

    private final KeyRings here = new RedisKeyRings(redis, SigningProperties.Provider.VAULT);
    private final KeyRings there = new RedisKeyRings(otherNode, SigningProperties.Provider.VAULT);

    RedisKeyRingsContract(Redis server) {
        super(server);
    }

    @Override
    public KeyRings here() {
        return here;
    }

    @Override
    public KeyRings there() {
        return there;
    }

    @Override
    public void runOut() {
        Objects.requireNonNull(redis.delete("hfy:{signing:vault}:lease"));
    }
}
