package com.hubify.identity.parts.redis;

import static org.assertj.core.api.Assertions.assertThat;

import com.hubify.identity.parts.program.Readiness;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.Test;

class RedisClusterIT {

    private static final String KEY = "{tag}:key";

    @Test
    void replicaTakesOverWithWhatWasAcknowledged() {
        try (var cluster = RedisCluster.start()) {
            var primary = cluster.primaryOf(KEY);
            var replica = cluster.replicaOf(primary);
            assertThat(primary.send("SET " + KEY + " kept")).isEqualTo("+OK");
            await(replica, () -> replica.ask("INFO keyspace").contains("db0:keys=1"));

            primary.kill();

            await(replica, () -> replica.ask("INFO replication").contains("role:master"));
            await(replica, () -> replica.send("STRLEN " + KEY).equals(":4"));
            assertThat(cluster.primaryOf(KEY)).isSameAs(replica);
            primary.start();
            await(primary, () -> primary.ask("INFO replication").contains("role:slave"));
        }
    }

    private static void await(Redis node, BooleanSupplier condition) {
        Readiness.await("Redis", node.runner(), condition);
    }
}
