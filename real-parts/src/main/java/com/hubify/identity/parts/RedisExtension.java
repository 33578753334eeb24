package com.hubify.identity.parts;

import com.hubify.identity.parts.redis.Redis;

/** Hands a class its Redis. */
final class RedisExtension extends PartExtension<Redis> {

    RedisExtension() {
        super(Redis.class, PartsOfClasses::redis, Redis::flush);
    }
}
