package com.hubify.identity.server.limit;

import io.github.bucket4j.Bucket;
import java.time.Duration;

/** A bucket in Redis, and what was left in it when this node counted last. */
final class Counted {

    final Bucket bucket;

    private volatile Last last;

    private record Last(Budget budget, long at) {}

    Counted(Bucket bucket, Limit limit, long now) {
        this.bucket = bucket;
        this.last = new Last(Buckets.full(limit), now);
    }

    /** Remembers what is left. */
    Budget left(Budget budget, long now) {
        last = new Last(budget, now);
        return budget;
    }

    /** What is left as far as this node knows, without asking Redis. */
    Budget look(long now) {
        Last known = last;
        Budget then = known.budget();
        Duration wait = then.allowed() ? then.reset() : then.retryAfter();
        Duration rest = wait.minusNanos(now - known.at());
        if (rest.isNegative() || rest.isZero()) {
            return Buckets.full(then.limit());
        }
        return new Budget(then.limit(), then.remaining(), rest, then.remaining() > 0 ? Duration.ZERO : rest);
    }
}
