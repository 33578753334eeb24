package com.hubify.identity.server.flow;

import static org.assertj.core.api.Assertions.assertThat;

import com.hubify.identity.parts.RedisServer;
import com.hubify.identity.parts.redis.Redis;
import com.hubify.identity.server.IdentityServerApplication;
import io.micrometer.core.instrument.MeterRegistry;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.context.annotation.Import;
import org.springframework.dao.DataAccessException;
import org.springframework.data.redis.core.script.DefaultRedisScript;
import org.springframework.data.redis.core.script.RedisScript;
import org.springframework.test.annotation.DirtiesContext;
import org.springframework.test.context.ActiveProfiles;
import org.springframework.test.context.ContextConfiguration;

/** The feed while what it stands on is cut off, trimmed, lost and restarted, and while a reader does not read. */
@RedisServer(own = true)
@ActiveProfiles("local")
@SpringBootTest(classes = IdentityServerApplication.class, webEnvironment = SpringBootTest.WebEnvironment.DEFINED_PORT)
@ContextConfiguration(initializers = FlowSettings.Breakable.class)
@Import(FlowSettings.Time.class)
@DirtiesContext(classMode = DirtiesContext.ClassMode.AFTER_CLASS)
class FeedOutageIT extends AbstractFeedFlow {

    private static final String LOG = "hfy:{revocations}:log";
    private static final String RECENT = "hfy:{revocations}:recent";

    private static final RedisScript<Boolean> MANY = new DefaultRedisScript<>("""
            for i = tonumber(ARGV[2]), tonumber(ARGV[2]) + 4999 do
                redis.call('ZADD', KEYS[1], ARGV[1], ARGV[1] .. '-' .. i .. ' grant 1 ' .. string.rep('x', 200) .. i)
            end
            local wake = redis.call('XADD', KEYS[2], '*', 'kind', 'grant', 'id', 'wake', 'by', '1')
            redis.call('ZADD', KEYS[1], string.match(wake, '^%d+'), wake .. ' grant 1 wake')
            return true
            """, Boolean.class);

    private final Redis server;

    @Autowired
    private MeterRegistry meters;

    FeedOutageIT(Redis server) {
        super(Clerk.shared().breakableServerPort());
        this.server = server;
    }

    /** A service must not take the silence of a cut-off node for "nothing was revoked". */
    @Test
    void doesNotBeatWhileTheLogIsNotRead() {
        FeedReader reader = readyReader();
        reader.await("heartbeat");

        server.stop();
        long heard = heartbeats(reader);
        Awaitility.await()
                .during(Duration.ofSeconds(3))
                .atMost(Duration.ofSeconds(6))
                .until(() -> heartbeats(reader) <= heard + 1);
        assertThat(healthOfLog()).isEqualTo("DOWN");
        server.start();
        awaitReady();

        Awaitility.await().until(() -> heartbeats(reader) > heard + 1);
        assertThat(reader.isConnected()).isTrue();
        assertThat(healthOfLog()).isEqualTo("UP");
    }

    @Test
    void goesOnWithoutLossOrRepetitionAfterARestartOfRedis() {
        FeedReader reader = readyReader();
        revoke("grant", "before");
        reader.awaitRevoked("grant before");

        server.kill();
        server.start();
        awaitReady();
        revoke("grant", "after");
        reader.awaitRevoked("grant after");

        assertThat(reader.revoked()).containsExactly("grant before", "grant after");
    }

    /** Otherwise services come back every so often, and hear of the first revocations after an outage late. */
    @Test
    void readerThatComesDuringAnOutageWaitsForItsEnd() {
        String token = serviceToken();
        server.stop();

        FeedReader reader = connect(token, null);
        assertThat(reader.response().statusCode()).isEqualTo(200);
        assertThat(reader.response().headers().firstValue("Connection")).hasValue("close");
        assertThat(reader.isConnected()).isTrue();
        server.start();

        // Let go to come again, or told at once where the outage was short.
        Awaitility.await()
                .atMost(Duration.ofSeconds(20))
                .until(() -> !reader.isConnected() || !reader.events().isEmpty());
        awaitReady();
    }

    @Test
    void frozenRedisIsAnOutageAndNoMore() {
        FeedReader reader = readyReader();

        server.pause();
        long heard = heartbeats(reader);
        Awaitility.await()
                .during(Duration.ofSeconds(2))
                .atMost(Duration.ofSeconds(5))
                .until(() -> heartbeats(reader) <= heard + 1);
        server.resume();
        awaitReady();
        revoke("grant", "after");

        reader.awaitRevoked("grant after");
    }

    /** What is trimmed away before this node has read it must reach those who are connected all the same. */
    @Test
    void trimmedLogLosesNothing() {
        FeedReader reader = readyReader();
        revoke("grant", "a");
        reader.awaitRevoked("grant a");

        for (int i = 0; i < 50; i++) {
            revoke("grant", "g" + i);
            redis.opsForStream().trim(LOG, 0);
        }
        reader.awaitRevoked("grant g49");

        assertThat(reader.revoked()).hasSize(51).doesNotHaveDuplicates().startsWith("grant a", "grant g0");
        assertThat(connectAnew().revoked()).hasSize(51);
    }

    @Test
    void lostLogLosesNothing() {
        FeedReader reader = readyReader();
        revoke("grant", "a");
        reader.awaitRevoked("grant a");

        redis.delete(LOG);
        revoke("grant", "b");
        reader.awaitRevoked("grant b");
        redis.delete(LOG);
        revoke("grant", "c");
        reader.awaitRevoked("grant c");

        assertThat(reader.revoked()).containsExactly("grant a", "grant b", "grant c");
        FeedReader resumed = connect(serviceToken(), reader.revocations().get(1).id());
        resumed.await("ready");
        assertThat(resumed.revoked()).containsExactly("grant c");
    }

    /**
     * Fault: Redis comes back from an older state, or a replica takes over that had not been told all. The node that knew better
     * once took the shorter log for all there is, and what was revoked was good again, for services that connected then, too.
     */
    @Test
    void writesAgainWhatTheStoreHasLost() {
        Answer token = machineToken("labs:read");
        String jti = Answer.claims(token.text("access_token")).path("jti").asString();
        FeedReader reader = readyReader();
        revoke("token", jti);
        revoke("grant", "a");
        reader.awaitRevoked("grant a");
        String position = reader.revocations().get(1).id();

        redis.delete(Objects.requireNonNull(redis.keys("hfy:{revocations}:*")));
        Awaitility.await().until(() -> Objects.equals(redis.opsForZSet().zCard(RECENT), 2L));

        assertThat(redis.keys("hfy:{revocations}:*"))
                .contains("hfy:{revocations}:token:" + jti, "hfy:{revocations}:grant:a");
        assertThat(redis.opsForStream().size(LOG)).isEqualTo(2);
        assertThat(introspect(token.text("access_token")).flag("active")).isFalse();
        revoke("grant", "b");
        reader.awaitRevoked("grant b");
        String[] all = {"token " + jti, "grant a", "grant b"};
        assertThat(reader.revoked()).containsOnly(all);
        FeedReader resumed = connect(serviceToken(), position);
        assertThat(resumed.await("ready").data().path("resumed").asBoolean()).isTrue();
        assertThat(resumed.revoked()).contains("grant b");
        FeedReader elsewhere = FeedReader.connect(startNode(), serviceToken(), position);
        assertThat(elsewhere.await("ready").data().path("resumed").asBoolean()).isFalse();
        assertThat(elsewhere.revoked()).containsExactly(all);
        elsewhere.close();
    }

    /** Fault: the log alone is gone, and the marks that say what was revoked are still there. */
    @Test
    void writesTheLogAgainWhereMarksAreLeft() {
        FeedReader reader = readyReader();
        revoke("grant", "a");
        reader.awaitRevoked("grant a");

        redis.delete(Set.of(LOG, RECENT));
        Awaitility.await().until(() -> Objects.equals(redis.opsForZSet().zCard(RECENT), 1L));

        assertThat(connectAnew().revoked()).containsOnly("grant a");
        assertThat(reader.isConnected()).isTrue();
    }

    /** Attack, or a service that hangs: it connects and never reads. */
    @Test
    void cutsAReaderThatDoesNotRead() {
        // Enough that no buffer between here and there can hold it.
        String now = Long.toString(clock.instant().toEpochMilli());
        for (int first = 0; first < 60_000; first += 5_000) {
            redis.execute(MANY, List.of(RECENT, LOG), now, Integer.toString(first));
        }

        // Who comes while all this is still being read may be told to come again.
        String received = Awaitility.await()
                .atMost(Duration.ofMinutes(1))
                .until(this::receivedByAReaderThatDoesNotRead, text -> !text.contains(": waiting"));

        assertThat(received).contains("event: revocation").doesNotContain("event: ready");
    }

    private String receivedByAReaderThatDoesNotRead() throws IOException {
        try (Socket socket = new Socket()) {
            socket.setReceiveBufferSize(4_096);
            socket.connect(new InetSocketAddress(
                    InetAddress.getLoopbackAddress(), Clerk.shared().breakableServerPort()));
            socket.getOutputStream()
                    .write(("GET /v1/revocations HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer " + serviceToken()
                                    + "\r\n\r\n")
                            .getBytes(StandardCharsets.US_ASCII));
            Awaitility.await()
                    .atMost(Duration.ofSeconds(20))
                    .until(() -> connected() == 1 || socket.getInputStream().available() > 0);
            // As long as a write may take, and some for a busy machine; the container alone would wait for 20 s.
            Awaitility.await().atMost(Duration.ofSeconds(12)).until(() -> connected() == 0);
            return received(socket.getInputStream());
        }
    }

    private FeedReader connectAnew() {
        FeedReader reader = connect();
        reader.await("ready");
        return reader;
    }

    private String healthOfLog() {
        return program.get("/actuator/health")
                .json()
                .path("components")
                .path("revocationLog")
                .path("status")
                .asString();
    }

    private double connected() {
        return meters.get("hubify.revocation.feed.readers").gauge().value();
    }

    private static String received(InputStream in) {
        StringBuilder text = new StringBuilder();
        byte[] some = new byte[64 * 1024];
        try {
            for (int read = in.read(some); read >= 0; read = in.read(some)) {
                text.append(new String(some, 0, read, StandardCharsets.UTF_8));
            }
        } catch (IOException e) {
            return text.toString(); // cut, as it should be
        }
        return text.toString();
    }

    private static long heartbeats(FeedReader reader) {
        return reader.events().stream()
                .filter(event -> event.name().equals("heartbeat"))
                .count();
    }

    private void awaitReady() {
        Awaitility.await()
                .atMost(Duration.ofSeconds(30))
                .ignoreExceptionsInstanceOf(DataAccessException.class)
                .until(() -> program.get("/actuator/health/readiness").status() == 200);
    }
}
