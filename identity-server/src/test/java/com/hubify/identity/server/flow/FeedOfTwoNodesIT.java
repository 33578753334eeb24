package com.hubify.identity.server.flow;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.MeterRegistry;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.springframework.context.ApplicationContext;

@FlowTest
class FeedOfTwoNodesIT extends AbstractFeedFlow {

    @Test
    void eachHearsWhatTheOtherIsTold() {
        String there = startNode();
        FeedReader one = readyReader();
        FeedReader other = FeedReader.connect(there, serviceToken(), null);
        other.await("ready");
        Program otherProgram = new Program(there);
        String token = operatorToken();

        race(2, () -> {
            for (int i = 0; i < 50; i++) {
                Program either = Thread.currentThread().getName().endsWith("1") ? program : otherProgram;
                either.post(
                        "/v1/revocations",
                        "{\"kind\":\"grant\",\"id\":\"%s-%d\"}"
                                .formatted(Thread.currentThread().getName(), i),
                        token);
            }
            return null;
        });
        revoke("grant", "last");
        one.awaitRevoked("grant last");
        other.awaitRevoked("grant last");

        assertThat(one.revoked()).hasSize(101).doesNotHaveDuplicates();
        assertThat(other.revocations()).isEqualTo(one.revocations());
        other.close();
    }

    @Test
    void readerResumesAtAnotherNode() {
        String there = startNode();
        FeedReader before = readyReader();
        revoke("grant", "a");
        before.awaitRevoked("grant a");
        before.close();
        revoke("grant", "b");

        FeedReader after = FeedReader.connect(
                there, serviceToken(), before.revocations().get(0).id());

        assertThat(after.await("ready").data().path("resumed").asBoolean()).isTrue();
        assertThat(after.revoked()).containsExactly("grant b");
        after.close();
    }

    /** Attack: use a revoked token at another node than the one that has acknowledged its revocation, or at that very node. */
    @Test
    void introspectionSeesWhatAnyNodeHasAcknowledged() {
        Program there = new Program(startNode());
        for (int i = 0; i < 20; i++) {
            String token = machineToken("labs:read").text("access_token");
            assertThat(isActive(program, token)).isTrue();
            assertThat(isActive(there, token)).isTrue();

            there.post("/oauth2/revoke", FormText.of("token", token), "demo-machine", "demo-machine-secret");
            long acknowledged = System.nanoTime();

            assertThat(isActive(there, token)).isFalse();
            awaitInactive(program, token, acknowledged);
        }
    }

    @Test
    void introspectionSeesThatAnyNodeHasRevokedAKey() {
        Program there = new Program(startNode());
        String person = cliTokens(ALL_OF_CLI).text("access_token");
        for (int i = 0; i < 5; i++) {
            String key = program.post("/v1/api-keys", "{\"name\":\"k\",\"scopes\":[\"labs:read\"]}", person)
                    .datum("key");
            assertThat(isActive(program, key)).isTrue();
            assertThat(isActive(there, key)).isTrue();

            there.post("/v1/api-keys/revoke", "{\"key\":\"" + key + "\"}", person);
            long acknowledged = System.nanoTime();

            assertThat(isActive(there, key)).isFalse();
            awaitInactive(program, key, acknowledged);
        }
    }

    /**
     * Attack: mint at a node whose clock is ahead. Dated by that clock, the token comes after the revocation that follows it, and
     * lives on; services would refuse it, too, until their clocks get there.
     */
    @Test
    void tokensOfANodeWhoseClockIsWrongEndLikeOthers() {
        Program there = new Program(startNodeWithWrongClock(Duration.ofSeconds(30)));
        String token = machineToken(there);
        Instant now = clock.instant();
        assertThat(Answer.claims(token).path("iat").asLong())
                .isBetween(
                        now.minusSeconds(20).getEpochSecond(),
                        now.plusSeconds(1).getEpochSecond());

        revoke("client", "demo-machine");

        Awaitility.await().until(() -> !isActive(program, token) && !isActive(there, token));
    }

    private static String machineToken(Program node) {
        return clientToken(node, "demo-machine", "demo-machine-secret", "labs:read");
    }

    /** A rolling upgrade must not wait for connections that never end by themselves. */
    @Test
    void stoppingNodeLetsItsReadersGo() {
        FeedReader reader = FeedReader.connect(startNode(), serviceToken(), null);
        reader.await("ready");

        Thread stopping = new Thread(nodes().get(0)::close);
        stopping.start();
        reader.awaitEnd();

        Awaitility.await().atMost(Duration.ofSeconds(10)).until(() -> !stopping.isAlive());
    }

    @Test
    void nodeWithoutRoomSaysWhenToComeBack() {
        String there = startNode("hubify.identity.revocation.feed.max-connections=1");
        FeedReader first = FeedReader.connect(there, serviceToken(), null);
        first.await("ready");

        Answer refused = new Program(there).get("/v1/revocations", serviceToken());

        assertThat(refused.status()).isEqualTo(503);
        assertThat(refused.header("Retry-After")).hasValue("2");
        assertThat(refused.json().path("error").path("code").asString()).isEqualTo("service_unavailable");
        first.close();
        Awaitility.await().until(() -> {
            try (FeedReader next = FeedReader.connect(there, serviceToken(), null)) {
                return next.response().statusCode() == 200;
            }
        });
    }

    /** Fault: a fleet that was cut off comes back at once. The queue of connections overflowed, and other calls timed out. */
    @Test
    void fleetThatComesBackAtOnceHoldsUpNoOtherCall() throws IOException {
        String more = "hubify.identity.clients.more-services.";
        String address = startNode(
                more + "secret=more-secret",
                more + "grant-types=client_credentials",
                more + "scopes=revocations:read",
                more + "default-scopes=revocations:read");
        Program there = new Program(address);
        int port = URI.create(address).getPort();
        List<String> tokens = List.of(
                clientToken(there, "demo-resource", "demo-resource-secret", "revocations:read"),
                clientToken(there, "more-services", "more-secret", "revocations:read"));
        List<Socket> fleet = new ArrayList<>();
        try {
            for (int i = 0; i < 1_500; i++) {
                fleet.add(connect(port, tokens.get(i % 2)));
            }
            for (int i = 0; i < 20; i++) {
                machineToken(there);
            }
            Awaitility.await().atMost(Duration.ofSeconds(60)).until(() -> readers(nodes().get(0)) == 1_500);
        } finally {
            for (Socket service : fleet) {
                service.close();
            }
        }
    }

    private static Socket connect(int port, String token) throws IOException {
        Socket socket = new Socket(InetAddress.getLoopbackAddress(), port);
        socket.getOutputStream()
                .write(("GET /v1/revocations HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer " + token
                                + "\r\n\r\n")
                        .getBytes(StandardCharsets.US_ASCII));
        return socket;
    }

    private static double readers(ApplicationContext node) {
        return node.getBean(MeterRegistry.class)
                .get("hubify.revocation.feed.readers")
                .gauge()
                .value();
    }

    /** No answer may call it active to a request that is sent 250 ms after the revocation or later. */
    private static void awaitInactive(Program node, String credential, long acknowledged) {
        long asked = System.nanoTime();
        while (isActive(node, credential)) {
            assertThat(Duration.ofNanos(asked - acknowledged)).isLessThan(Duration.ofMillis(250));
            asked = System.nanoTime();
        }
    }

    private static boolean isActive(Program node, String credential) {
        return node.post(
                        "/oauth2/introspect", FormText.of("token", credential), "demo-resource", "demo-resource-secret")
                .flag("active");
    }
}
