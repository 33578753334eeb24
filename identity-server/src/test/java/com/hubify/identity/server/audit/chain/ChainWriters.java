package com.hubify.identity.server.audit.chain;

import com.hubify.identity.server.audit.trail.AuditBounds;
import com.hubify.identity.server.background.BackgroundWork;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.function.BooleanSupplier;
import org.springframework.dao.QueryTimeoutException;
import org.springframework.data.redis.core.StringRedisTemplate;

/** Writers of nodes, for tests. */
public final class ChainWriters {

    private ChainWriters() {}

    /** A node that has begun. */
    public static ChainWriter of(StringRedisTemplate redis, int streamLength) {
        return of(new RedisChainStore(redis, new AuditBounds(streamLength, Map.of(), Duration.ofDays(100))));
    }

    /** A node whose records go nowhere, or fail. */
    public static ChainWriter of(BooleanSupplier fails) {
        return of((stream, records) -> {
            if (fails.getAsBoolean()) {
                throw new QueryTimeoutException("no answer");
            }
        });
    }

    /** The queue of a node. */
    public static GrantQueue queue(ChainWriter writer, Clock clock) {
        return new GrantQueue(writer, clock, new SimpleMeterRegistry(), new BackgroundWork());
    }

    static ChainWriter of(ChainStore store) {
        return new ChainWriter(store, new SimpleMeterRegistry());
    }
}
