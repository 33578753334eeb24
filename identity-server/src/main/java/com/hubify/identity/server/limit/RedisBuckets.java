package com.hubify.identity.server.limit;

import com.hubify.identity.server.redis.RedisKeyspace;
import io.github.bucket4j.Bucket;
import io.github.bucket4j.TimeMeter;
import io.github.bucket4j.distributed.ExpirationAfterWriteStrategy;
import io.github.bucket4j.distributed.proxy.ProxyManager;
import io.github.bucket4j.distributed.proxy.optimization.DelayParameters;
import io.github.bucket4j.distributed.proxy.optimization.NopeOptimizationListener;
import io.github.bucket4j.distributed.proxy.optimization.Optimization;
import io.github.bucket4j.distributed.proxy.optimization.delay.DelayOptimization;
import io.github.bucket4j.distributed.proxy.optimization.skiponzero.SkipSyncOnZeroOptimization;
import io.github.bucket4j.redis.lettuce.Bucket4jLettuce.LettuceBasedProxyManagerBuilder;
import io.github.bucket4j.redis.lettuce.RedisApi;
import io.lettuce.core.RedisFuture;
import io.lettuce.core.ScriptOutputType;
import io.lettuce.core.cluster.api.async.RedisClusterAsyncCommands;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.TimeUnit;
import org.springframework.data.redis.connection.RedisConnection;
import org.springframework.data.redis.connection.RedisConnectionFactory;
import org.springframework.stereotype.Component;

/**
 * Makes buckets that are in Redis, over the connection that all others share.
 *
 * <pre>
 * hfy:budget:NAME:MOST:SECONDS:WHO    string    Bucket4j's own bytes; until it is full again, at most two periods
 * </pre>
 *
 * <p>A limit that was changed by a setting is another key, so that nodes before and after the change don't disagree.
 */
@Component
final class RedisBuckets {

    private static final Duration TIMEOUT = Duration.ofMillis(500);

    /** Time for a node whose clock is slow. */
    private static final Duration KEPT_LONGER = Duration.ofSeconds(5);

    /** A node's share of what is not told to the others at once: half a percent, so that two of them stay within one. */
    private static final int TOLD_LATER = 200;

    private static final Duration TOLD_AFTER = Duration.ofSeconds(1);

    private final ProxyManager<byte[]> buckets;

    /** @param clock the same on all nodes */
    RedisBuckets(RedisConnectionFactory connections, Clock clock) {
        this.buckets = new LettuceBasedProxyManagerBuilder<>(new RedisShared<byte[]>(connections))
                .clientClock(new SharedTime(clock))
                .requestTimeout(TIMEOUT)
                .expirationAfterWrite(ExpirationAfterWriteStrategy.basedOnTimeForRefillingBucketUpToMax(KEPT_LONGER))
                .build();
    }

    Bucket bucket(Limit limit, String who) {
        String key = RedisKeyspace.key(
                "budget",
                limit.name(),
                Long.toString(limit.most()),
                Long.toString(limit.period().toSeconds()),
                who);
        return buckets.builder()
                .withOptimization(sparing(limit))
                .build(key.getBytes(StandardCharsets.UTF_8), () -> Buckets.of(limit));
    }

    /** Without calls of Redis for most of what a large limit allows, and for all that any limit refuses. */
    private static Optimization sparing(Limit limit) {
        long later = limit.most() / TOLD_LATER;
        return later == 0
                ? new SkipSyncOnZeroOptimization(NopeOptimizationListener.INSTANCE, TimeMeter.SYSTEM_NANOTIME)
                : new DelayOptimization(
                        new DelayParameters(later, TOLD_AFTER),
                        NopeOptimizationListener.INSTANCE,
                        TimeMeter.SYSTEM_NANOTIME);
    }

    /**
     * Lettuce's commands on the connection that Spring shares, which is replaced when its node hangs.
     *
     * @param <K> {@code byte[]}. A parameter, since Bucket4j makes an array of objects of a key
     */
    private record RedisShared<K>(RedisConnectionFactory connections) implements RedisApi<K> {

        @Override
        public <V> RedisFuture<V> eval(String script, ScriptOutputType type, K[] keys, byte[][] values) {
            return commands().eval(script, type, keys, values);
        }

        @Override
        public RedisFuture<byte[]> get(K key) {
            return commands().get(key);
        }

        @Override
        public RedisFuture<?> delete(K key) {
            throw new UnsupportedOperationException("budgets end by themselves");
        }

        @SuppressWarnings("unchecked")
        private RedisClusterAsyncCommands<K, byte[]> commands() {
            try (RedisConnection connection = connections.getConnection()) {
                return (RedisClusterAsyncCommands<K, byte[]>) connection.getNativeConnection();
            }
        }
    }

    private static final class SharedTime implements TimeMeter {

        private final Clock clock;

        SharedTime(Clock clock) {
            this.clock = clock;
        }

        @Override
        public long currentTimeNanos() {
            Instant now = clock.instant();
            return TimeUnit.SECONDS.toNanos(now.getEpochSecond()) + now.getNano();
        }

        @Override
        public boolean isWallClockBased() {
            return true;
        }
    }
}
