package com.hubify.identity.resource.revocation;

import static org.assertj.core.api.Assertions.assertThat;

import com.hubify.identity.protocol.Ancestor;
import com.hubify.identity.protocol.Ancestor.Kind;
import com.hubify.identity.protocol.Golden;
import com.hubify.identity.protocol.Revocation;
import com.hubify.identity.resource.issuer.IssuerStanding;
import com.hubify.identity.resource.test.StubIssuer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import tools.jackson.databind.JsonNode;

@ExtendWith(OutputCaptureExtension.class)
class RevocationFeedTests {

    private static final String FEED = "/v1/revocations";
    private static final String TOKEN = "/oauth2/token";

    private final StubIssuer issuer = new StubIssuer();

    @AfterEach
    void close() {
        issuer.close();
    }

    @Test
    void knowsTheSnapshotWhenItIsReady() {
        List<Revocation> before = new ArrayList<>();
        for (int i = 0; i < 10_000; i++) {
            before.add(revoke("before-" + i));
        }

        try (Follower follower = Follower.of(issuer).ready()) {
            assertThat(before).allMatch(follower::knows);
            assertThat(follower.anew).containsExactly(Instant.EPOCH);
            assertThat(follower.count("received")).isEqualTo(10_000);
        }
    }

    @Test
    void hearsOfRevocationsAsTheyHappen() {
        try (Follower follower = Follower.of(issuer).ready()) {
            Revocation revocation = revoke("live");

            follower.awaitKnown(revocation);
        }
    }

    @Test
    void staysFreshByHeartbeats() {
        issuer.revocations().beatEvery(Duration.ofMillis(300));
        try (Follower follower = Follower.of(issuer).ready()) {
            long first = follower.view.freshAsOf();

            Follower.soon()
                    .until(() -> follower.view.freshAsOf() - first
                            > Duration.ofMillis(300).toNanos());

            assertThat(follower.staleness()).isBetween(0.0, 5.0);
            assertThat(follower.timed()).isPositive();
            assertThat(issuer.revocations().opened()).isEqualTo(1);
        }
    }

    @Test
    void goesOnAfterTheLineWasCutWithoutLoss() {
        try (Follower follower = Follower.of(issuer).ready()) {
            List<Revocation> all = new ArrayList<>();
            for (int i = 0; i < 200; i++) {
                all.add(revoke("r-" + i));
                if (i % 20 == 0) {
                    issuer.revocations().cut();
                }
            }

            Follower.soon().until(() -> all.stream().allMatch(follower::knows));
            assertThat(follower.anew).hasSize(1);
            assertThat(follower.count("reconnects")).isPositive();
        }
    }

    @Test
    void startsAnewWhenTheLogNoLongerReachesBack() {
        try (Follower follower = Follower.of(issuer).ready()) {
            issuer.fail(FEED, 503, Map.of(), "");
            issuer.revocations().cut();
            Revocation missed = revoke("missed");
            issuer.revocations().trim();

            issuer.recover();

            follower.awaitKnown(missed);
            Follower.soon().until(() -> follower.anew.size() == 2);
        }
    }

    @Test
    void dropsALineThatHasFallenSilent() {
        try (Follower follower = Follower.of(issuer).ready()) {
            issuer.revocations().hold();
            Revocation unheard = revoke("unheard");

            follower.awaitKnown(unheard);
            assertThat(issuer.revocations().opened()).isGreaterThanOrEqualTo(2);
            assertThat(follower.anew).hasSize(1);
        }
    }

    // A sender that keeps the line open without reading the log itself must not keep us from asking another.
    @Test
    void dropsALineWithNothingButComments() {
        try (Follower follower = Follower.of(issuer).ready()) {
            int before = issuer.revocations().opened();
            issuer.revocations().stopBeating();

            Follower.soon().until(() -> issuer.revocations().opened() > before);
            assertThat(follower.view.freshAsOf() - System.nanoTime()).isLessThanOrEqualTo(0);
        }
    }

    // The network holds everything back and delivers it at once: the view must not look fresher than what it was told.
    @Test
    void isNotFooledByHeartbeatsThatCameLate() {
        issuer.revocations().beatEvery(Duration.ofMillis(500));
        try (Follower follower = Follower.of(issuer).ready()) {
            issuer.revocations().hold();
            long heldSince = System.nanoTime();
            Follower.soon()
                    .until(() -> System.nanoTime() - heldSince
                            > Duration.ofMillis(1200).toNanos());

            assertThat(follower.view.freshAsOf() - heldSince).isLessThanOrEqualTo(0);
            issuer.revocations().release();
            Follower.soon().until(() -> follower.view.freshAsOf() - heldSince > 0);
            assertThat(follower.view.freshAsOf() - System.nanoTime()).isLessThanOrEqualTo(0);
        }
    }

    @Test
    void isNotFooledByTheClockOfAnotherServer() {
        try (Follower follower = Follower.of(issuer).ready()) {
            for (Duration clock : List.of(Duration.ofDays(300), Duration.ZERO, Duration.ofHours(1))) {
                int before = issuer.revocations().opened();
                issuer.revocations().takeOver(clock);
                Follower.soon().until(() -> issuer.revocations().opened() > before);

                assertThat(follower.view.freshAsOf() - System.nanoTime()).isLessThanOrEqualTo(0);
                follower.awaitKnown(revoke("after " + clock));
            }
        }
    }

    @Test
    void waitsForAnIssuerThatIsDown(CapturedOutput output) throws IOException {
        int port = issuer.port();
        issuer.close();

        try (Follower follower = Follower.at(port)) {
            follower.awaitStanding(IssuerStanding.UNREACHABLE);
            assertThat(follower.staleness()).isInfinite();

            try (StubIssuer up = StubIssuer.at(port)) {
                follower.ready();
                up.revocations().cut();
            }

            follower.awaitStanding(IssuerStanding.UNREACHABLE);
        }
        assertThat(output.getOut().split("Not receiving revocations", -1)).hasSize(3);
        assertThat(output).containsOnlyOnce("Receiving revocations again");
    }

    @Test
    void givesUpOnAnIssuerThatTakesConnectionsAndSaysNothing() throws IOException {
        try (ServerSocket blackHole = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"));
                Follower follower = Follower.at(blackHole.getLocalPort())) {
            follower.awaitStanding(IssuerStanding.UNREACHABLE);
        }
    }

    @Test
    void saysThatTheSecretIsWrong(CapturedOutput output) {
        try (Follower follower = Follower.withSecret(issuer, "not the secret")) {
            follower.awaitStanding(IssuerStanding.REJECTED);
        }

        assertThat(output).contains("hubify.resource.client-secret").doesNotContain("not the secret");
    }

    @Test
    void saysThatTheIssuerCallsItselfOtherwise(CapturedOutput output) {
        try (Follower follower = Follower.misnaming(issuer)) {
            follower.awaitStanding(IssuerStanding.ANOTHER_ISSUER);
        }

        assertThat(output)
                .contains(
                        "Not receiving revocations: the server at hubify.resource.issuer-uri is another issuer (hubify");
    }

    @Test
    void saysThatTheScopeIsMissing() {
        issuer.fail(TOKEN, 400, Map.of(), "{\"error\":\"invalid_scope\"}");

        try (Follower follower = Follower.of(issuer)) {
            follower.awaitStanding(IssuerStanding.MAY_NOT_READ_REVOCATIONS);
            issuer.recover();
            follower.ready();
            issuer.fail(FEED, 403, Map.of(), "");
            issuer.revocations().cut();
            follower.awaitStanding(IssuerStanding.MAY_NOT_READ_REVOCATIONS);
        }

        assertThat(IssuerStanding.MAY_NOT_READ_REVOCATIONS.sentence()).contains("client-id", "revocations:read");
    }

    @Test
    void replacesATokenThatIsNoLongerTakenOnce() {
        try (Follower follower = Follower.of(issuer).ready()) {
            issuer.forgetFeedTokens();
            issuer.revocations().cut();

            follower.awaitKnown(revoke("later"));
            assertThat(issuer.requests(TOKEN)).isEqualTo(2);
            assertThat(follower.feed.standing()).isEqualTo(IssuerStanding.FOLLOWING);
        }
    }

    @Test
    void keepsTheTokenAcrossConnections() {
        try (Follower follower = Follower.of(issuer).ready()) {
            for (int i = 0; i < 3; i++) {
                int before = issuer.revocations().opened();
                issuer.revocations().cut();
                Follower.soon().until(() -> issuer.revocations().opened() > before);
            }

            follower.awaitKnown(revoke("later"));
            assertThat(issuer.requests(TOKEN)).isEqualTo(1);
        }
    }

    @Test
    void doesNotAskBeforeTheIssuerWantsItTo() {
        issuer.fail(FEED, 503, Map.of("Retry-After", "1"), "");

        try (Follower follower = Follower.of(issuer)) {
            follower.awaitStanding(IssuerStanding.UNREACHABLE);
            long refusedAt = System.nanoTime();
            issuer.recover();
            follower.ready();

            assertThat(System.nanoTime() - refusedAt)
                    .isGreaterThan(Duration.ofMillis(900).toNanos());
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "event: revocation\ndata: {\"kind\":\"token\"\n\n",
                "event: heartbeat\ndata: later\n\n",
                "event: heartbeat\ndata: {\"as_of\":4000000000000}\n\n"
            })
    void breaksOffAtGarbageAndComesBack(String garbage) {
        try (Follower follower = Follower.of(issuer).ready()) {
            issuer.revocations().send(garbage);

            Follower.soon().until(() -> issuer.revocations().opened() >= 2);
            follower.ready().awaitKnown(revoke("later"));
        }
    }

    @Test
    void breaksOffAtALineWithoutEnd() {
        try (Follower follower = Follower.of(issuer).ready()) {
            issuer.revocations().send("data: " + "x".repeat(1 << 20));

            follower.awaitStanding(IssuerStanding.UNUSABLE);
            follower.ready().awaitKnown(revoke("later"));
        }
    }

    // Nothing would begin the thread again, and the standing would go on to say that revocations are heard of.
    @Test
    void isNotEndedByAnError(CapturedOutput output) {
        try (Follower follower = Follower.of(issuer).ready()) {
            AtomicBoolean broken = new AtomicBoolean(true);
            follower.view.addListener(since -> {
                if (broken.get()) {
                    throw new NoClassDefFoundError("com/example/Missing");
                }
            });
            issuer.revocations().trim();
            issuer.revocations().cut();

            follower.awaitStanding(IssuerStanding.UNUSABLE);
            broken.set(false);

            follower.ready().awaitKnown(revoke("later"));
            assertThat(output).containsOnlyOnce("NoClassDefFoundError: com/example/Missing)");
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {200, 204, 301, 307, 400, 404, 429, 500, 502})
    void isLostWhereSomethingElseAnswers(int status) throws Exception {
        try (StubIssuer elsewhere = new StubIssuer()) {
            issuer.fail(FEED, status, Map.of("Location", elsewhere.issuer() + FEED), "<html>");

            try (Follower follower = Follower.of(issuer)) {
                follower.awaitStanding(IssuerStanding.UNREACHABLE);
                assertThat(elsewhere.requests(FEED)).isZero();
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"{}", "null", "{\"access_token\":\"a\\r\\nX: y\"}", "{\"access_token\":\"\"}"})
    void isLostWithoutAToken(String answer) {
        issuer.fail(TOKEN, 200, Map.of(), answer);

        try (Follower follower = Follower.of(issuer)) {
            follower.awaitStanding(IssuerStanding.UNREACHABLE);
            assertThat(issuer.requests(FEED)).isZero();
        }
    }

    @Test
    void stopsAtOnceAndStartsAgainWhereItLeftOff() {
        issuer.revocations().beatEvery(Duration.ofMillis(300));
        try (Follower follower = Follower.of(issuer).ready()) {
            Follower.soon().until(() -> follower.timed() > 0);
            long begin = System.nanoTime();
            follower.feed.stop();
            assertThat(System.nanoTime() - begin)
                    .isLessThan(Duration.ofMillis(500).toNanos());
            Follower.soon().until(() -> issuer.revocations().connected() == 0);
            Revocation meanwhile = revoke("meanwhile");

            follower.feed.start();
            follower.feed.start();

            follower.awaitKnown(meanwhile);
            assertThat(follower.anew).hasSize(1);
            assertThat(issuer.revocations().connected()).isEqualTo(1);
        }
    }

    @Test
    void stopsAtOnceWhileTheIssuerIsSilent(CapturedOutput output) throws IOException {
        try (ServerSocket blackHole = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"));
                Follower follower = Follower.at(blackHole.getLocalPort());
                Socket accepted = blackHole.accept()) {
            long begin = System.nanoTime();

            follower.feed.stop();

            assertThat(System.nanoTime() - begin)
                    .isLessThan(Duration.ofMillis(500).toNanos());
            assertThat(accepted.isConnected()).isTrue();
            assertThat(output).doesNotContain("Not receiving revocations");
        }
    }

    @Test
    void isFollowedByEachServiceOnItsOwn() {
        issuer.revocations().beatEvery(Duration.ofMillis(1000));
        try (Follower one = Follower.of(issuer).ready();
                Follower other = Follower.of(issuer).ready()) {
            Revocation revocation = revoke("both");

            one.awaitKnown(revocation);
            other.awaitKnown(revocation);
            assertThat(issuer.revocations().connected()).isEqualTo(2);
        }
    }

    // A service must not take what it cannot follow for the end of the world either.
    @Test
    void understandsWhatEveryServerSays() {
        issuer.revocations().beatEvery(Duration.ofMillis(1000));
        try (Follower follower = Follower.of(issuer).ready()) {
            JsonNode golden = Golden.revocations();
            for (JsonNode event : golden.get("of_newer_servers")) {
                issuer.revocations().send(event("revocation", event));
            }
            for (JsonNode event : golden.get("revocations")) {
                issuer.revocations().send(event("revocation", event));
            }

            for (JsonNode event : golden.get("revocations")) {
                Kind kind = Kind.of(event.get("kind").asString()).orElseThrow();
                follower.awaitKnown(new Revocation(
                        new Ancestor(kind, event.get("id").asString()),
                        Instant.ofEpochSecond(event.get("issued_by").asLong())));
            }
            assertThat(issuer.revocations().opened()).isEqualTo(1);
        }
    }

    private static String event(String name, JsonNode golden) {
        return "event: " + name + "\ndata: " + golden.get("data").asString() + "\n\n";
    }

    private Revocation revoke(String token) {
        return issuer.revocations().revoke(Kind.TOKEN, token, Instant.ofEpochSecond(1732508400));
    }
}
