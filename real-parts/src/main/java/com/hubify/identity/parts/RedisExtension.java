package com.hubify.identity.parts;

/** Hands a class its Redis. */
final class RedisExtension extends PartExtension<Redis> {

    RedisExtension() {
        super(Redis.class, PartsOfClasses::redis, Redis::flush);
    }
}
