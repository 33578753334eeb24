package com.hubify.identity.benchmarks.revocation;

import com.hubify.identity.benchmarks.revocation.Tally.Event;
import com.hubify.identity.parts.program.PartUnavailable;
import com.hubify.identity.parts.redis.Redis;
import com.hubify.identity.parts.redis.RedisVersion;
import java.util.Map;
import java.util.Random;

/** One Redis. It is killed, and comes back with all that it has acknowledged. */
record SingleRedis(Redis redis, String words) implements Store {

    private static final int LONGEST_AWAY = 8_000;

    static SingleRedis start() {
        try {
            return new SingleRedis(Redis.own(RedisVersion.MACHINE), "the machine's Redis, appendfsync always");
        } catch (PartUnavailable e) {
            return new SingleRedis(Redis.own(RedisVersion.CARRIED), "Redis 6.2, appendfsync always");
        }
    }

    @Override
    public Map<String, String> settings() {
        return Map.of("spring.data.redis.host", redis.host(), "spring.data.redis.port", Integer.toString(redis.port()));
    }

    @Override
    public Event failure() {
        return Event.REDIS_KILLED;
    }

    @Override
    public void fail(Random random) throws InterruptedException {
        redis.kill();
        Thread.sleep(random.nextInt(LONGEST_AWAY));
        redis.start();
    }

    @Override
    public void mend() {}

    @Override
    public void close() {
        redis.close();
    }
}
