package com.hubify.identity.server.flow;

import static org.assertj.core.api.Assertions.assertThat;

import com.hubify.identity.parts.redis.Redis;
import com.hubify.identity.parts.redis.RedisCluster;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;

class ClusterFailoverIT extends FailoverContract {

    private static final String LOG = "hfy:{revocations}:log";

    private final RedisCluster cluster = RedisCluster.start();

    @Override
    void closeStore() {
        cluster.close();
    }

    @Override
    List<String> store() {
        return List.of("spring.data.redis.cluster.nodes=" + cluster.addresses());
    }

    @Override
    Redis primary() {
        return cluster.primaryOf(LOG);
    }

    @Override
    List<Redis> holders() {
        return List.of(primary(), cluster.replicaOf(primary()));
    }

    /** Any of the six may be the one that a key lies on next. */
    @Test
    void durabilityIsThatOfEachNode() {
        assertThat(durability()).isEqualTo("durable");

        cluster.nodes().get(5).send("CONFIG SET appendfsync everysec");
        assertThat(durability()).contains("can lose");
        cluster.nodes().get(5).send("CONFIG SET appendfsync always");
    }

    private String durability() {
        Health health =
                node.getBean("durabilityHealthIndicator", HealthIndicator.class).health();
        return String.valueOf(Objects.requireNonNull(health).getDetails().get("durability"));
    }
}
