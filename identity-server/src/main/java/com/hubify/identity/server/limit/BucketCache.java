package com.hubify.identity.server.limit;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Buckets in a node's memory, those of each limit apart: strangers must not displace what is counted of clients. Limits come
 * from settings, so there are as many as these say.
 */
final class BucketCache<V> {

    /** Of each limit, about 3 MB. A stranger with more networks than these has as many budgets anyway. */
    private static final int MOST = 10_000;

    /** What was used by nobody for so long is forgotten, however long the period is; Redis still has it. */
    private static final Duration LONGEST_IDLE = Duration.ofMinutes(10);

    private final Map<Limit, Cache<String, V>> limits = new ConcurrentHashMap<>();
    private final boolean alone;

    /** @param alone whether nothing else knows what these buckets hold */
    BucketCache(boolean alone) {
        this.alone = alone;
    }

    @Nullable
    V known(Limit limit, String who) {
        Cache<String, V> begun = limits.get(limit);
        return begun == null ? null : begun.getIfPresent(who);
    }

    V get(Limit limit, String who, Function<String, V> begin) {
        return of(limit).get(who, begin);
    }

    private Cache<String, V> of(Limit limit) {
        return limits.computeIfAbsent(
                limit,
                it -> Caffeine.newBuilder()
                        .maximumSize(MOST)
                        .expireAfterAccess(alone ? it.period() : shorter(it.period(), LONGEST_IDLE))
                        .build());
    }

    private static Duration shorter(Duration one, Duration other) {
        return one.compareTo(other) < 0 ? one : other;
    }
}
