package com.hubify.identity.resource.revocation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.hubify.identity.protocol.Ancestor;
import com.hubify.identity.protocol.Ancestor.Kind;
import com.hubify.identity.protocol.Lineage;
import com.hubify.identity.resource.MovableTicker;
import com.hubify.identity.resource.revocation.EventStreamParser.Event;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RevocationEventsTests {

    private final MovableTicker ticker = new MovableTicker();
    private final RevocationView view = new RevocationView(ticker);
    private final RevocationPosition position = new RevocationPosition();
    private RevocationEvents events = connected();

    @Test
    void takeRevocationsIntoTheView() throws IOException {
        revocation("{\"kind\":\"grant\",\"id\":\"g1\",\"issued_by\":1732508400,\"new\":[1]}");

        assertThat(isRevoked(Kind.GRANT, "g1")).isTrue();
        assertThat(isRevoked(Kind.GRANT, "g2")).isFalse();
    }

    @Test
    void passOverWhatANewerServerSays() throws IOException {
        receive("rotation", "no JSON at all", "");
        revocation("{\"kind\":\"tenant\",\"id\":\"t1\",\"issued_by\":1}");
        revocation("{\"kind\":\"token\",\"id\":\"\",\"issued_by\":1}");
        revocation("{\"kind\":\"token\",\"id\":\"" + "x".repeat(Ancestor.MAX_LENGTH + 1) + "\",\"issued_by\":1}");

        assertThat(view.size()).isZero();
    }

    /** Fault: the issuer is newer. What it revokes may be what this service accepts, so the service must not pass it over. */
    @Test
    void sayUntilWhenSomethingUnknownWasRevoked() throws IOException {
        revocation("{\"kind\":\"tenant\",\"id\":\"t1\",\"issued_by\":1732508400}");
        revocation("{\"kind\":\"grant\",\"id\":\"g1\",\"issued_by\":1732508500}");

        assertThat(view.completeSince()).isEqualTo(1732508401);
    }

    // A revocation that cannot be read may be of anything. Going on would have the view pass for complete.
    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "null",
                "[]",
                "{",
                "{}",
                "{\"kind\":\"grant\",\"issued_by\":1}",
                "{\"kind\":7,\"id\":\"g1\",\"issued_by\":1}",
                "{\"kind\":\"grant\",\"id\":null,\"issued_by\":1}",
                "{\"kind\":\"grant\",\"id\":\"g1\"}",
                "{\"kind\":\"grant\",\"id\":\"g1\",\"issued_by\":\"1\"}",
                "{\"kind\":\"grant\",\"id\":\"g1\",\"issued_by\":-1}",
                "{\"kind\":\"grant\",\"id\":\"g1\",\"issued_by\":1.5}",
                "{\"kind\":\"grant\",\"id\":\"g1\",\"issued_by\":99999999999999999999}"
            })
    void breakOffAtRevocationsThatCannotBeRead(String data) {
        assertThatThrownBy(() -> revocation(data)).isInstanceOf(IOException.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "{\"as_of\":-1,\"since\":0,\"heartbeat\":1000,\"resumed\":false}",
                "{\"as_of\":9223372036854775807,\"since\":0,\"heartbeat\":1000,\"resumed\":false}",
                "{\"as_of\":1,\"since\":\"0\",\"heartbeat\":1000,\"resumed\":false}",
                "{\"as_of\":1,\"since\":0,\"heartbeat\":1000,\"resumed\":true}",
            })
    void breakOffAtGarbledReady(String data) {
        assertThatThrownBy(() -> receive("ready", data, "")).isInstanceOf(IOException.class);

        assertThat(view.freshAsOf()).isEqualTo(RevocationView.NEVER);
    }

    @Test
    void forgetThePositionWhenThereIsMoreThanFits() throws IOException {
        RevocationView small = new RevocationView(ticker, 1);
        RevocationEvents full = new RevocationEvents(
                small, ticker, RevocationMetrics.of(new SimpleMeterRegistry(), small), position, 0);
        position.reached("1-0");
        full.receive(new Event("revocation", "{\"kind\":\"token\",\"id\":\"a\",\"issued_by\":1}", ""));

        assertThatThrownBy(() -> full.receive(
                        new Event("revocation", "{\"kind\":\"token\",\"id\":\"b\",\"issued_by\":1}", "2-0")))
                .isInstanceOf(RevocationFeedLost.class);
        assertThat(position.id()).isEmpty();
    }

    @Nested
    class Position {

        @Test
        void isThatOfTheLatestEvent() throws IOException {
            ready(5000, "7-0");
            assertThat(position.id()).contains("7-0");

            receive("revocation", "{\"kind\":\"token\",\"id\":\"t\",\"issued_by\":1}", "8-0");
            assertThat(position.id()).contains("8-0");
        }

        // Else a snapshot that was cut in the middle would never be completed.
        @Test
        void staysWhereItWasUntilTheSnapshotIsComplete() throws IOException {
            receive("revocation", "{\"kind\":\"token\",\"id\":\"t\",\"issued_by\":1}", "8-0");

            assertThat(position.id()).isEmpty();
        }

        // The id goes into a header of the next request.
        @ParameterizedTest
        @ValueSource(strings = {" ", "1 0", "\u00e9", "x\ty"})
        void isNotKeptWhenItCannotBeSentBack(String id) throws IOException {
            ready(5000, "7-0");

            receive("heartbeat", "{\"as_of\":5001}", id);

            assertThat(position.id()).isEmpty();
        }
    }

    @Nested
    class Anew {

        private final List<String> heard = new ArrayList<>();

        @Test
        void isToldBeforeTheViewIsFresh() throws IOException {
            view.addListener(since -> heard.add(since.getEpochSecond() + " " + view.freshAsOf()));

            receive("ready", "{\"as_of\":1,\"since\":1732418400,\"heartbeat\":1000,\"resumed\":false}", "");

            assertThat(heard).containsExactly("1732418400 " + RevocationView.NEVER);
            assertThat(view.freshAsOf()).isNotEqualTo(RevocationView.NEVER);
        }

        /** Fault: the issuer's Redis is back from an older state. What was revoked once is not good again for that. */
        @Test
        void keepsWhatIsKnown() throws IOException {
            revocation("{\"kind\":\"grant\",\"id\":\"dead\",\"issued_by\":1732508400}");
            ready(1, "7-0");
            events = connected();

            ready(1, "2-0");

            assertThat(isRevoked(Kind.GRANT, "dead")).isTrue();
        }

        @Test
        void isNotToldWhenNothingWasMissed() throws IOException {
            view.addListener(since -> heard.add(since.toString()));
            position.reached("7-0");

            receive("ready", "{\"as_of\":1,\"since\":0,\"heartbeat\":1000,\"resumed\":true}", "7-0");

            assertThat(heard).isEmpty();
        }
    }

    @Nested
    class Freshness {

        @Test
        void countsFromTheRequestAndNotFromTheAnswer() throws IOException {
            ticker.forward(Duration.ofSeconds(3));

            ready(5000, "");

            assertThat(view.staleness()).isEqualTo(Duration.ofSeconds(3));
        }

        @Test
        void isNotKnownWithoutReady() throws IOException {
            receive("heartbeat", "{\"as_of\":5000}", "");

            assertThat(view.freshAsOf()).isEqualTo(RevocationView.NEVER);
        }

        @Test
        void followsTheHeartbeats() throws IOException {
            ticker.forward(Duration.ofMillis(20));
            ready(5000, "");

            ticker.forward(Duration.ofMillis(1000));
            heartbeat(6000);

            assertThat(view.staleness()).isEqualTo(Duration.ofMillis(20));
        }

        // A network that holds everything back and delivers it at once must not make old news look new.
        @Test
        void isOfWhenHeartbeatsWereSentHoweverLateTheyCome() throws IOException {
            ready(5000, "");

            ticker.forward(Duration.ofSeconds(10));
            heartbeat(6000);
            heartbeat(7000);

            assertThat(view.staleness()).isEqualTo(Duration.ofSeconds(8));
        }

        @Test
        void doesNotGoBackWithHeartbeatsOutOfOrder() throws IOException {
            ready(5000, "");
            ticker.forward(Duration.ofSeconds(4));
            heartbeat(9000);

            heartbeat(6000);
            heartbeat(0);

            assertThat(view.staleness()).isZero();
        }

        // The next server's clock has another start, perhaps one that would place us in the future.
        @ParameterizedTest
        @ValueSource(longs = {0, 1, 5000, 900_000_000})
        void isNotImprovedByTheClockOfAnotherServer(long asOf) throws IOException {
            ready(5000, "");
            ticker.forward(Duration.ofSeconds(60));

            events = connected();
            ticker.forward(Duration.ofSeconds(2));
            ready(asOf, "");
            heartbeat(asOf);

            assertThat(view.staleness()).isEqualTo(Duration.ofSeconds(2));
        }

        @Test
        void isNeverInTheFuture() throws IOException {
            ready(5000, "");
            ticker.forward(Duration.ofSeconds(60));

            heartbeat(65_500);
            ticker.forward(Duration.ofSeconds(1));

            assertThat(view.staleness()).isEqualTo(Duration.ofSeconds(1));
        }

        // Their clock gained on ours: what was held back must not profit from it later.
        @Test
        void countsFromEarlierOnceTheirClockHasGained() throws IOException {
            ready(5000, "");
            ticker.forward(Duration.ofSeconds(60));
            heartbeat(65_500);

            ticker.forward(Duration.ofSeconds(10));
            heartbeat(70_500);

            assertThat(view.staleness()).isEqualTo(Duration.ofSeconds(5));
        }

        // This machine slept and its ticker with it, so nothing can be said of when events were sent.
        @Test
        void isNotTakenFromClocksThatRanApart() throws IOException {
            ready(5000, "");
            ticker.forward(Duration.ofSeconds(1));

            assertThatThrownBy(() -> heartbeat(3_600_000)).isInstanceOf(RevocationFeedLost.class);
        }

        @Test
        void isNeverOverstatedWhateverHappensOnTheWay() throws IOException {
            Random chance = new Random(6);
            for (int round = 0; round < 2_000; round++) {
                long theirs = chance.nextInt(1_000_000);
                events = connected();
                long start = ticker.read();
                ticker.forward(Duration.ofMillis(chance.nextInt(3000)));
                long readyAt = theirs + elapsed(start);
                ticker.forward(Duration.ofMillis(chance.nextInt(3000)));
                ready(readyAt, "");
                for (int beat = 0; beat < 5; beat++) {
                    long sent = ticker.read();
                    long asOf = theirs + elapsed(start);
                    ticker.forward(Duration.ofMillis(chance.nextInt(5000)));
                    heartbeat(asOf);

                    assertThat(view.freshAsOf() - sent).isLessThanOrEqualTo(0);
                }
            }
        }

        private long elapsed(long start) {
            return Duration.ofNanos(ticker.read() - start).toMillis();
        }
    }

    private RevocationEvents connected() {
        return new RevocationEvents(
                view, ticker, RevocationMetrics.of(new SimpleMeterRegistry(), view), position, ticker.read());
    }

    private void revocation(String data) throws IOException {
        receive("revocation", data, "");
    }

    private void ready(long asOf, String id) throws IOException {
        receive("ready", "{\"as_of\":" + asOf + ",\"since\":0,\"heartbeat\":1000,\"resumed\":false}", id);
    }

    private void heartbeat(long asOf) throws IOException {
        receive("heartbeat", "{\"as_of\":" + asOf + "}", "");
    }

    private void receive(String name, String data, String id) throws IOException {
        events.receive(new Event(name, data, id));
    }

    private boolean isRevoked(Kind kind, String id) {
        return view.isRevoked(LineageDigest.of(new Lineage(Instant.EPOCH, List.of(new Ancestor(kind, id)))));
    }
}
