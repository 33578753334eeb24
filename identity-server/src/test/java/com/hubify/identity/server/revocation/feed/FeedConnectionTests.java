package com.hubify.identity.server.revocation.feed;

import static com.hubify.identity.server.revocation.feed.TestFeed.entry;
import static org.assertj.core.api.Assertions.assertThat;

import com.hubify.identity.protocol.Ancestor;
import com.hubify.identity.protocol.Lineage;
import com.hubify.identity.protocol.Revocation;
import com.hubify.identity.server.revocation.InMemoryRevocations;
import com.hubify.identity.server.revocation.LogPosition;
import com.hubify.identity.server.revocation.LoggedRevocation;
import com.hubify.identity.server.revocation.RevocationLog;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.LongStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class FeedConnectionTests {

    private static final long NOW = 1_732_508_400_000L;
    private static final long SINCE = NOW - RevocationLog.KEPT.toMillis();
    private static final long SECOND = Duration.ofSeconds(1).toNanos();

    private final RevocationHistory history = new RevocationHistory(100_000, SECOND);
    private final InMemoryRevocations redis = new InMemoryRevocations();
    private final AtomicLong ticker = new AtomicLong(5);
    private final List<String> sent = new CopyOnWriteArrayList<>();
    private volatile boolean open = true;
    private volatile boolean closed;
    private volatile long slowness;
    private volatile boolean broken;
    private volatile boolean expired;

    @AfterEach
    void end() {
        open = false;
        history.wake();
    }

    @Test
    void sendsSnapshotThenReadyThenWhatIsNew() {
        load(entry(NOW, 0, "a"));
        connect(Optional.empty());
        await("event: ready");

        history.append(List.of(entry(NOW + 1, 0, "b")), 6L);
        await("\"id\":\"b\"");

        assertThat(String.join("", sent)).isEqualTo("""
                        event: revocation
                        data: {"kind":"grant","id":"a","issued_by":1732508400}

                        id: 1732508400000-0
                        event: ready
                        data: {"as_of":1,"since":1732418401,"heartbeat":1000,"resumed":false}

                        id: 1732508400001-0
                        event: revocation
                        data: {"kind":"grant","id":"b","issued_by":1732508400}

                        """);
    }

    @Test
    void resumesBehindAKnownPosition() {
        load(entry(NOW, 0, "a"), entry(NOW, 1, "b"));

        connect(Optional.of(new LogPosition(NOW, 0)));
        await("event: ready");

        assertThat(sent.get(0))
                .startsWith("id: 1732508400000-1\nevent: revocation")
                .contains("\"b\"");
        assertThat(sent.get(1)).contains("\"resumed\":true");
    }

    /** Attack: a revocation acknowledged while the reader connects is missing from what it is told is all. */
    @Test
    void saysReadyOnlyAfterAReadingThatBeganLater() {
        load(entry(NOW, 0, "a"));
        ticker.set(100);
        connect(Optional.empty());
        history.append(List.of(), 50L);
        assertThat(String.join("", sent)).doesNotContain("event");

        history.append(List.of(entry(NOW, 1, "b")), 100L);
        await("event: ready");

        assertThat(String.join("", sent)).contains("\"b\"");
    }

    /**
     * Fault: Redis is away. Readers that were answered 503 came back less and less often, and heard of the first revocations
     * after the outage seconds late. Without headers they would give up waiting for an answer.
     */
    @Test
    void letsAReaderWaitUntilTheLogIsReadAgain() {
        connect(Optional.empty());
        await(": waiting for the log\n");
        assertThat(closed).isFalse();

        ticker.addAndGet(2 * SECOND);
        load(entry(NOW, 0, "a"));

        Awaitility.await().until(() -> closed);
        assertThat(String.join("", sent)).doesNotContain("event");
    }

    /** Fault: reading takes long on a busy machine. A reader without any answer takes the node for one that hangs, and leaves. */
    @Test
    void saysThatItIsAliveWhileReadingTakesLong() {
        connect(Optional.empty());
        await(": waiting for the log\n");

        ticker.addAndGet(SECOND / 2);
        load(entry(NOW, 0, "a"));

        await("event: ready");
        assertThat(closed).isFalse();
    }

    /** Attack: connect with a revoked token while Redis, which alone knows of it, is away. */
    @Test
    void endsAReaderWhoseTokenTurnsOutToBeRevoked() {
        redis.publish(new Revocation(new Ancestor(Ancestor.Kind.GRANT, "own"), Instant.ofEpochMilli(NOW)));
        connect(Optional.empty());

        load(entry(NOW, 0, "a"));

        Awaitility.await().until(() -> closed);
        assertThat(String.join("", sent)).doesNotContain("event");
    }

    @Test
    void beatsAsLongAsTheLogIsRead() {
        load();
        connect(Optional.empty());
        await("event: ready");

        history.append(List.of(), 5 + 2 * SECOND);

        await("event: heartbeat\ndata: {\"as_of\":2000}\n\n");
    }

    /** Fault: the log has lost what the reader was told already. It holds all the same. */
    @Test
    void goesOnForAReaderThatWasToldWhatIsLost() {
        load(entry(NOW, 0, "a"));
        connect(Optional.empty());
        await("event: ready");

        load(entry(NOW + 1, 0, "b"));

        await(
                "id: 1732508400001-0\nevent: revocation\ndata: {\"kind\":\"grant\",\"id\":\"b\",\"issued_by\":1732508400}\n\n");
        assertThat(closed).isFalse();
    }

    @Test
    void cutsAReaderBehindWhichTheLogHasGrown() {
        load(entry(NOW, 0, "a"), entry(NOW + 5, 0, "b"));
        connect(Optional.empty());
        await("event: ready");

        load(entry(NOW, 0, "a"), entry(NOW + 2, 0, "late"), entry(NOW + 5, 0, "b"));

        Awaitility.await().until(() -> closed);
        assertThat(String.join("", sent)).doesNotContain("late");
    }

    /** Attack: a reader that takes a byte now and then, to hold a thread and its history. */
    @Test
    void cutsASlowReader() {
        load(LongStream.range(0, 2_000).mapToObj(i -> entry(NOW, i, "g" + i)).toArray(LoggedRevocation[]::new));
        slowness = 6 * SECOND;

        connect(Optional.empty());

        Awaitility.await().until(() -> closed);
        assertThat(sent).hasSize(1);
        assertThat(sent.get(0).length()).isLessThan(20_000);
    }

    @Test
    void endsWhenTheReaderIsGone() {
        load(entry(NOW, 0, "a"));
        broken = true;

        connect(Optional.empty());

        Awaitility.await().until(() -> closed);
    }

    @Test
    void endsWithItsToken() {
        load();
        connect(Optional.empty());
        await("event: ready");
        expired = true;

        history.append(List.of(), 5 + 2 * SECOND);

        Awaitility.await().until(() -> closed);
    }

    @Test
    void tellsOfTheRevocationOfItsOwnTokenAndEnds() {
        load();
        connect(Optional.empty());
        await("event: ready");

        history.append(List.of(entry(NOW, 0, "own"), entry(NOW, 1, "other")), 6L);

        Awaitility.await().until(() -> closed);
        assertThat(String.join("", sent)).contains("\"own\"");
    }

    @Test
    void givesUpWhereTheLogIsNotRead() {
        FeedConnection connection = connection(Optional.empty());
        open = false;
        load();
        connection.run();

        assertThat(closed).isTrue();
        assertThat(sent).hasSize(1);
    }

    private void connect(Optional<LogPosition> resumeAt) {
        FeedConnection connection = connection(resumeAt);
        CompletableFuture.runAsync(connection);
    }

    private FeedConnection connection(Optional<LogPosition> resumeAt) {
        return new FeedConnection(
                history,
                new FeedPass(lineage(), Instant.ofEpochMilli(NOW + 1), clock(), redis),
                resumeAt,
                () -> open,
                new Noting(),
                new FeedConnection.Limits(Duration.ofSeconds(1), Duration.ofSeconds(5)),
                ticker::get);
    }

    private void load(LoggedRevocation... entries) {
        LogPosition end = entries.length == 0 ? LogPosition.START : entries[entries.length - 1].position();
        history.load(new RevocationLog.Recent(List.of(entries), end, SINCE), ticker.get());
    }

    private void await(String text) {
        Awaitility.await().until(() -> String.join("", sent).contains(text));
    }

    private static Lineage lineage() {
        return new Lineage(Instant.ofEpochMilli(NOW), List.of(new Ancestor(Ancestor.Kind.GRANT, "own")));
    }

    private Clock clock() {
        InstantSource source = () -> Instant.ofEpochMilli(expired ? NOW + 1 : NOW);
        return source.withZone(ZoneOffset.UTC);
    }

    private final class Noting implements FeedConnection.Outlet {

        @Override
        public void send(byte[] text, int events) throws IOException {
            if (broken) {
                throw new IOException("broken pipe");
            }
            ticker.addAndGet(slowness);
            sent.add(new String(text, StandardCharsets.UTF_8));
        }

        @Override
        public void close() {
            closed = true;
        }
    }
}
