package com.hubify.identity.server.limit;

import io.github.bucket4j.Bucket;
import io.github.bucket4j.TimeMeter;
import io.github.bucket4j.TimeoutException;
import io.github.bucket4j.util.concurrent.batch.BatchHelper.BatchFailedException;
import io.lettuce.core.RedisException;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.dao.DataAccessException;
import org.springframework.stereotype.Component;

/**
 * Budgets in Redis. If Redis doesn't answer, this node counts by itself for a second, and then asks again: a limit must
 * neither end with Redis nor make each request wait for it.
 */
@Component
final class RedisBudgets implements Budgets {

    private static final Logger LOG = LoggerFactory.getLogger(RedisBudgets.class);

    private static final long AGAIN_AFTER = Duration.ofSeconds(1).toNanos();

    /**
     * How many budgets a node begins in Redis in a minute, 150 bytes each. Attack: send from ever new networks, of which an
     * IPv6 sender may have millions, to fill Redis. Beyond that the node counts new ones by itself.
     */
    private static final Limit NEW = new Limit("new-budgets", 20_000, Duration.ofMinutes(1));

    private final RedisBuckets redis;
    private final LocalBudgets local;
    private final BucketCache buckets = new BucketCache(false);
    private final TimeMeter time;
    private final AtomicBoolean away = new AtomicBoolean();
    private final AtomicLong failedAt = new AtomicLong();

    @Autowired
    RedisBudgets(RedisBuckets redis) {
        this(redis, TimeMeter.SYSTEM_NANOTIME);
    }

    RedisBudgets(RedisBuckets redis, TimeMeter time) {
        this.redis = redis;
        this.local = new LocalBudgets(time);
        this.time = time;
    }

    @Override
    public Budget take(Limit limit, String who, long permits) {
        return count(
                limit, who, bucket -> Buckets.take(limit, bucket, permits), alone -> alone.take(limit, who, permits));
    }

    @Override
    public Budget look(Limit limit, String who) {
        return buckets.known(limit, who) == null
                ? local.look(limit, who)
                : count(limit, who, bucket -> Buckets.look(limit, bucket), alone -> alone.look(limit, who));
    }

    @Override
    public Budget owe(Limit limit, String who, long permits) {
        return count(
                limit, who, bucket -> Buckets.owe(limit, bucket, permits), alone -> alone.owe(limit, who, permits));
    }

    /** Whether this node counts by itself, since Redis didn't answer when it was asked last. */
    boolean alone() {
        return away.get();
    }

    private Budget count(
            Limit limit, String who, Function<Bucket, Budget> shared, Function<LocalBudgets, Budget> alone) {
        Bucket bucket = mayAsk() ? bucket(limit, who) : null;
        if (bucket == null) {
            return alone.apply(local);
        }
        try {
            Budget budget = shared.apply(bucket);
            if (away.get() && away.compareAndSet(true, false)) {
                LOG.info("Redis answers again: limits are counted on all nodes together");
            }
            return budget;
        } catch (RedisException | TimeoutException | DataAccessException | BatchFailedException e) {
            failedAt.set(time.currentTimeNanos());
            if (away.compareAndSet(false, true)) {
                LOG.warn("Redis doesn't answer: this node counts limits by itself: {}", e.toString());
            }
            return alone.apply(local);
        }
    }

    /** While Redis is away one request in a second asks it, and the others don't wait. */
    private boolean mayAsk() {
        if (!away.get()) {
            return true;
        }
        long failed = failedAt.get();
        long now = time.currentTimeNanos();
        return now - failed >= AGAIN_AFTER && failedAt.compareAndSet(failed, now);
    }

    private @Nullable Bucket bucket(Limit limit, String who) {
        Bucket known = buckets.known(limit, who);
        if (known != null) {
            return known;
        }
        return local.take(NEW, "", 1).allowed() ? buckets.get(limit, who, first -> redis.bucket(limit, first)) : null;
    }
}
