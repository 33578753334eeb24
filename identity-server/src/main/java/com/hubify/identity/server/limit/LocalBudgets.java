package com.hubify.identity.server.limit;

import io.github.bucket4j.Bucket;
import io.github.bucket4j.TimeMeter;

/** Budgets of this node alone: while Redis is away, and in tests. */
public final class LocalBudgets implements Budgets {

    private final BucketCache<Bucket> buckets = new BucketCache<>(true);
    private final TimeMeter time;

    public LocalBudgets(TimeMeter time) {
        this.time = time;
    }

    @Override
    public Budget take(Limit limit, String who, long permits) {
        return Buckets.take(limit, bucket(limit, who), permits);
    }

    @Override
    public Budget look(Limit limit, String who) {
        Bucket known = buckets.known(limit, who);
        return known == null ? Buckets.full(limit) : Buckets.look(limit, known);
    }

    private Bucket bucket(Limit limit, String who) {
        return buckets.get(
                limit,
                who,
                first -> Bucket.builder()
                        .withCustomTimePrecision(time)
                        .addLimit(Buckets.of(limit).getBandwidths()[0])
                        .build());
    }
}
