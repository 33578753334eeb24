package com.hubify.identity.parts.redis;

import static org.assertj.core.api.Assertions.assertThat;

import com.hubify.identity.parts.program.Readiness;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.Test;

class RedisSentinelsIT {

    @Test
    void replicaTakesOverWithWhatWasAcknowledged() {
        try (var sentinels = RedisSentinels.start()) {
            var primary = sentinels.primary();
            var replica = sentinels.servers().get(1);
            assertThat(primary.send("SET key kept")).isEqualTo("+OK");
            await(replica, () -> replica.ask("INFO keyspace").contains("db0:keys=1"));

            primary.kill();

            await(replica, () -> replica.ask("INFO replication").contains("role:master"));
            assertThat(replica.send("STRLEN key")).isEqualTo(":4");
            primary.start();
            await(primary, () -> primary.ask("INFO replication").contains("role:slave"));
        }
    }

    private static void await(Redis node, BooleanSupplier condition) {
        Readiness.await("Redis", node.runner(), condition);
    }
}
