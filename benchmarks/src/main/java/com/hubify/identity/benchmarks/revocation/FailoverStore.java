package com.hubify.identity.benchmarks.revocation;

import com.hubify.identity.benchmarks.revocation.Tally.Event;
import com.hubify.identity.parts.program.PartUnavailable;
import com.hubify.identity.parts.redis.Redis;
import com.hubify.identity.parts.redis.RedisCluster;
import com.hubify.identity.parts.redis.RedisSentinels;
import java.time.Duration;
import java.util.Map;
import java.util.Random;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Several Redis, one of which takes over when the one that has the log of revocations is killed or hangs. */
final class FailoverStore implements Store {

    private static final String LOG = "hfy:{revocations}:log";
    private static final Duration LONGEST = Duration.ofSeconds(60);
    private static final int POLL = 10;

    /** The one that takes writes, and the one that would take over. */
    private record Pair(Redis primary, Redis replica) {}

    private record Broken(Redis former, Runnable mending) {}

    private final String words;
    private final Map<String, String> settings;
    private final Supplier<Pair> pair;
    private final Runnable closing;
    private @Nullable Broken broken;

    private FailoverStore(String words, Map<String, String> settings, Supplier<Pair> pair, Runnable closing) {
        this.words = words;
        this.settings = settings;
        this.pair = pair;
        this.closing = closing;
    }

    static Store cluster() {
        RedisCluster cluster = RedisCluster.start();
        return new FailoverStore(
                "Redis Cluster of six, appendfsync always",
                Map.of("spring.data.redis.cluster.nodes", cluster.addresses()),
                () -> {
                    Redis primary = cluster.primaryOf(LOG);
                    return new Pair(primary, cluster.replicaOf(primary));
                },
                cluster::close);
    }

    static Store withSentinels() {
        RedisSentinels sentinels = RedisSentinels.start();
        return new FailoverStore(
                "Redis with a replica and three Sentinels, appendfsync always",
                Map.of(
                        "spring.data.redis.sentinel.master",
                        RedisSentinels.NAME,
                        "spring.data.redis.sentinel.nodes",
                        sentinels.addresses()),
                () -> {
                    Redis primary = sentinels.primary();
                    return new Pair(
                            primary,
                            sentinels.servers().stream()
                                    .filter(server -> server != primary)
                                    .findFirst()
                                    .orElseThrow());
                },
                sentinels::close);
    }

    @Override
    public String words() {
        return words;
    }

    @Override
    public Map<String, String> settings() {
        return settings;
    }

    @Override
    public Event failure() {
        return Event.REDIS_FAILED_OVER;
    }

    @Override
    public void fail(Random random) throws InterruptedException {
        Pair now = pair.get();
        if (random.nextBoolean()) {
            now.primary.kill();
            broken = new Broken(now.primary, now.primary::start);
        } else {
            now.primary.pause();
            broken = new Broken(now.primary, now.primary::resume);
        }
        await(() -> now.replica.ask("INFO replication").contains("role:master"));
    }

    @Override
    public void mend() throws InterruptedException {
        Broken was = broken;
        broken = null;
        if (was != null) {
            was.mending.run();
            await(() -> was.former.ask("INFO replication").contains("master_link_status:up"));
        }
    }

    @Override
    public void close() {
        closing.run();
    }

    private static void await(BooleanSupplier condition) throws InterruptedException {
        long deadline = System.nanoTime() + LONGEST.toNanos();
        while (!isTrue(condition)) {
            if (System.nanoTime() - deadline > 0) {
                throw new IllegalStateException("No replica has taken over within " + LONGEST);
            }
            Thread.sleep(POLL);
        }
    }

    private static boolean isTrue(BooleanSupplier condition) {
        try {
            return condition.getAsBoolean();
        } catch (PartUnavailable e) {
            return false;
        }
    }
}
