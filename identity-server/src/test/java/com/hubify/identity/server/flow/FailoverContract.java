package com.hubify.identity.server.flow;

import static org.assertj.core.api.Assertions.assertThat;

import com.hubify.identity.parts.program.FreePort;
import com.hubify.identity.parts.redis.Redis;
import com.hubify.identity.server.IdentityServerApplication;
import java.time.Duration;
import java.util.List;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;

/**
 * The feed while a replica takes over from the Redis that holds the log of revocations. Fault: writes went on after seconds, and
 * the feed stayed down until the old primary was back, on a node that called itself ready; a token was accepted two minutes after
 * its client's revocation had been acknowledged.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class FailoverContract {

    private static final Duration LONG = Duration.ofSeconds(40);

    private final int port = FreePort.find();
    final Program program = new Program("http://localhost:" + port);
    ConfigurableApplicationContext node;

    /** Where the node finds its Redis, as properties. */
    abstract List<String> store();

    abstract void closeStore();

    /** The Redis that has the log. */
    abstract Redis primary();

    /** All that have the log, or would take over. */
    abstract List<Redis> holders();

    @BeforeAll
    void startNode() {
        node = new SpringApplicationBuilder(IdentityServerApplication.class)
                .profiles("local")
                .properties(store().toArray(String[]::new))
                .run(
                        "--server.port=" + port,
                        "--hubify.identity.issuer=http://localhost:" + port,
                        "--hubify.identity.signing.local.file=target/failover-keys-" + port + ".json");
    }

    @AfterAll
    void stopNode() {
        node.close();
        closeStore();
    }

    @Test
    void feedFollowsWhenThePrimaryIsKilled() {
        Redis primary = primary();
        try (FeedReader reader = readyReader()) {
            primary.kill();

            acknowledge("killed");
            reader.awaitRevoked("grant killed");
            awaitReadiness(200);
        }
        primary.start();
        awaitReplica(primary);
    }

    /** It holds its connections open, and says nothing. */
    @Test
    void feedFollowsWhenThePrimaryHangs() {
        Redis primary = primary();
        try (FeedReader reader = readyReader()) {
            primary.pause();

            acknowledge("hung");
            reader.awaitRevoked("grant hung");
            awaitReadiness(200);
        } finally {
            primary.resume();
        }
        awaitReplica(primary);
    }

    /** A balancer has to know: services that follow this node hear nothing. */
    @Test
    void nodeIsNotReadyWhileTheLogIsOutOfReach() {
        List<Redis> holders = holders();
        holders.forEach(Redis::kill);

        awaitReadiness(503);
        Awaitility.await().atMost(LONG).until(() -> health("revocationLog").equals("DOWN"));

        holders.forEach(Redis::start);
        awaitReadiness(200);
        assertThat(health("revocationLog")).isEqualTo("UP");
        try (FeedReader reader = readyReader()) {
            acknowledge("back");
            reader.awaitRevoked("grant back");
        }
    }

    private FeedReader readyReader() {
        FeedReader reader = FeedReader.connect(
                "http://localhost:" + port, token("demo-resource", "demo-resource-secret", "revocations:read"), null);
        reader.await("ready");
        return reader;
    }

    /** Revokes, as often as it takes until the server says that it is done. */
    private void acknowledge(String grant) {
        String operator = token("demo-operator", "demo-operator-secret", "revocations:write");
        String body = "{\"kind\":\"grant\",\"id\":\"" + grant + "\"}";
        Awaitility.await()
                .atMost(LONG)
                .until(() -> program.post("/v1/revocations", body, operator).status() == 202);
    }

    private String token(String client, String secret, String scope) {
        return program.post(
                        "/oauth2/token",
                        FormText.of("grant_type", "client_credentials", "scope", scope),
                        client,
                        secret)
                .text("access_token");
    }

    private void awaitReadiness(int status) {
        Awaitility.await()
                .atMost(LONG)
                .until(() -> program.get("/actuator/health/readiness").status() == status);
    }

    private String health(String component) {
        return program.get("/actuator/health")
                .json()
                .path("components")
                .path(component)
                .path("status")
                .asString();
    }

    private static void awaitReplica(Redis former) {
        Awaitility.await()
                .atMost(LONG)
                .ignoreExceptions()
                .until(() -> former.ask("INFO replication").contains("master_link_status:up"));
    }
}
