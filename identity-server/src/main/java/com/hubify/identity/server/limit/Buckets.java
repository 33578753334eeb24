package com.hubify.identity.server.limit;

import io.github.bucket4j.Bucket;
import io.github.bucket4j.BucketConfiguration;
import io.github.bucket4j.ConsumptionProbe;
import io.github.bucket4j.EstimationProbe;
import java.time.Duration;

/** What Bucket4j says of a bucket, in words of ours. The same for buckets in Redis and in memory. */
final class Buckets {

    private Buckets() {}

    static BucketConfiguration of(Limit limit) {
        return BucketConfiguration.builder()
                .addLimit(bandwidth -> bandwidth.capacity(limit.most()).refillIntervally(limit.most(), limit.period()))
                .build();
    }

    static Budget take(Limit limit, Bucket bucket, long permits) {
        ConsumptionProbe taken = bucket.tryConsumeAndReturnRemaining(permits);
        Duration wait = taken.isConsumed() ? Duration.ZERO : atLeastABit(taken.getNanosToWaitForRefill(), limit);
        return new Budget(limit, Math.max(0, taken.getRemainingTokens()), reset(taken, limit), wait);
    }

    /** At most a period. Before a bucket has told Redis of its uses, Bucket4j answers with a time of day. */
    private static Duration reset(ConsumptionProbe taken, Limit limit) {
        long longest = limit.period().toNanos();
        return Duration.ofNanos(Math.max(0, Math.min(taken.getNanosToWaitForReset(), longest)));
    }

    static Budget look(Limit limit, Bucket bucket) {
        EstimationProbe next = bucket.estimateAbilityToConsume(1);
        Duration wait = next.canBeConsumed() ? Duration.ZERO : atLeastABit(next.getNanosToWaitForRefill(), limit);
        return new Budget(limit, Math.max(0, next.getRemainingTokens()), wait, wait);
    }

    /** At most a period: what can never be taken at once has no time of its own. */
    private static Duration atLeastABit(long nanos, Limit limit) {
        long longest = limit.period().toNanos();
        return Duration.ofNanos(Math.max(1, Math.min(nanos, longest)));
    }

    /** All of it, for one of whom nothing is known. */
    static Budget full(Limit limit) {
        return new Budget(limit, limit.most(), Duration.ZERO, Duration.ZERO);
    }
}
