package com.hubify.identity.server.redis;

import com.github.benmanes.caffeine.cache.Ticker;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.data.redis.connection.lettuce.LettuceConnectionFactory;
import org.springframework.data.redis.core.StringRedisTemplate;
import org.springframework.data.redis.core.script.RedisScript;
import org.springframework.scheduling.TaskScheduler;
import org.springframework.scheduling.concurrent.ThreadPoolTaskScheduler;

/** The server's clock, which follows Redis' clock. */
@Configuration(proxyBeanMethods = false)
class ClockConfiguration {

    private static final Duration READ_EVERY = Duration.ofSeconds(1);

    /** Never written. In Redis Cluster, it determines the node whose clock is read. */
    private static final List<String> KEY = List.of(RedisKeyspace.key("{clock}"));

    private static final RedisScript<String> TIME = RedisScript.of("""
            local time = redis.call('TIME')
            return time[1] .. ' ' .. time[2]
            """, String.class);

    /**
     * Corrected before anything uses it, if Redis is available: the first reading waits for a connection, and may be seconds
     * off.
     */
    @Bean
    RedisClock clock(StringRedisTemplate redis, @Qualifier("machineClock") Clock machine) {
        RedisClock clock = new RedisClock(() -> time(redis), machine, Ticker.systemTicker());
        clock.read();
        clock.read();
        return clock;
    }

    private static Instant time(StringRedisTemplate redis) {
        String[] time = Objects.requireNonNull(redis.execute(TIME, KEY)).split(" ", 2);
        return Instant.ofEpochSecond(Long.parseLong(time[0]), TimeUnit.MICROSECONDS.toNanos(Long.parseLong(time[1])));
    }

    /** A thread of its own: others could delay the reading while a clock jumps. */
    @Bean(defaultCandidate = false)
    ThreadPoolTaskScheduler clockScheduler() {
        ThreadPoolTaskScheduler scheduler = new ThreadPoolTaskScheduler();
        scheduler.setDaemon(true);
        scheduler.setThreadNamePrefix("clock-");
        return scheduler;
    }

    /**
     * A Redis node that hangs keeps its connections open, and with Sentinel the shared connection would stay there after a
     * fail-over. If reading the clock times out, the connection is replaced by one to where Sentinel says.
     */
    @Bean
    SmartInitializingSingleton clockReading(
            RedisClock clock,
            LettuceConnectionFactory connections,
            @Qualifier("clockScheduler") TaskScheduler scheduler) {
        RedisReconnection reconnection = new RedisReconnection(connections);
        return () -> scheduler.scheduleWithFixedDelay(
                () -> {
                    if (!clock.read()) {
                        reconnection.replaceIfPossible();
                    }
                },
                READ_EVERY);
    }

    @Bean
    ClockHealth clockHealthIndicator(RedisClock clock) {
        return new ClockHealth(clock);
    }
}
