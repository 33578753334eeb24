package com.hubify.identity.benchmarks.server;

import com.hubify.identity.benchmarks.Report;
import com.hubify.identity.parts.redis.Redis;
import java.time.Duration;

/** What Redis is sent while something goes on. */
final class RedisUse {

    private static final double SECONDS_PER_MINUTE = 60;

    private final Redis redis;
    private RedisCommands commands = RedisCommands.none();
    private Duration time = Duration.ZERO;

    RedisUse(Redis redis) {
        this.redis = redis;
    }

    /** Does something and counts meanwhile. */
    void during(Runnable work) {
        RedisCommands before = RedisCommands.countedBy(redis);
        long began = System.nanoTime();
        work.run();
        time = time.plusNanos(System.nanoTime() - began);
        commands = commands.plus(RedisCommands.countedBy(redis).since(before));
    }

    RedisCommands commands() {
        return commands;
    }

    String perMinute(String command) {
        double minutes = time.toMillis() / 1000.0 / SECONDS_PER_MINUTE;
        return Report.number(commands.of(command) / minutes, 1);
    }
}
