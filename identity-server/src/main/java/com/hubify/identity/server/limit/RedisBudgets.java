package com.hubify.identity.server.limit;

import io.github.bucket4j.TimeMeter;
import io.github.bucket4j.TimeoutException;
import io.github.bucket4j.util.concurrent.batch.BatchHelper.BatchFailedException;
import io.lettuce.core.RedisException;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
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
     * How many budgets of one limit a node begins in Redis in a minute, 200 bytes each. Attack: send from ever new networks,
     * of which an IPv6 sender may have millions, to fill Redis. Beyond that the node counts new ones of this limit by itself,
     * and refuses none for it.
     */
    private static final Limit BEGUN = new Limit("begun", 10_000, Duration.ofMinutes(1));

    private final RedisBuckets redis;
    private final LocalBudgets local;
    private final BucketCache<Counted> buckets = new BucketCache<>(false);
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
        Counted counted = mayAsk() ? counted(limit, who) : null;
        if (counted == null) {
            return local.take(limit, who, permits);
        }
        try {
            Budget budget = Buckets.take(limit, counted.bucket, permits);
            if (away.get() && away.compareAndSet(true, false)) {
                LOG.info("Redis answers again: limits are counted on all nodes together");
            }
            return counted.left(budget, time.currentTimeNanos());
        } catch (RedisException | TimeoutException | DataAccessException | BatchFailedException e) {
            failedAt.set(time.currentTimeNanos());
            if (away.compareAndSet(false, true)) {
                LOG.warn("Redis doesn't answer: this node counts limits by itself: {}", e.toString());
            }
            return local.take(limit, who, permits);
        }
    }

    @Override
    public Budget look(Limit limit, String who) {
        Counted counted = away.get() ? null : buckets.known(limit, who);
        return counted == null ? local.look(limit, who) : counted.look(time.currentTimeNanos());
    }

    /** Whether this node counts by itself, since Redis didn't answer when it was asked last. */
    boolean alone() {
        return away.get();
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

    private @Nullable Counted counted(Limit limit, String who) {
        Counted known = buckets.known(limit, who);
        if (known != null) {
            return known;
        }
        return local.take(BEGUN, limit.name(), 1).allowed()
                ? buckets.get(
                        limit, who, first -> new Counted(redis.bucket(limit, first), limit, time.currentTimeNanos()))
                : null;
    }
}
