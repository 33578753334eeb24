package com.hubify.identity.server.revocation.feed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.hubify.identity.protocol.Ancestor;
import com.hubify.identity.protocol.Lineage;
import com.hubify.identity.server.api.ApiRefusal;
import com.hubify.identity.server.revocation.InMemoryRevocations;
import com.hubify.identity.server.revocation.LogPosition;
import com.hubify.identity.server.revocation.RevocationLog;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledForJreRange;
import org.junit.jupiter.api.condition.JRE;

class FeedSubscribersTests {

    private static final Instant NOW = Instant.ofEpochSecond(1_732_508_400);
    private static final FeedPass PASS = new FeedPass(
            new Lineage(NOW, List.of(new Ancestor(Ancestor.Kind.GRANT, "own"))),
            NOW.plusSeconds(600),
            Clock.fixed(NOW, ZoneOffset.UTC),
            new InMemoryRevocations());

    private final RevocationHistory history =
            new RevocationHistory(1_000, Duration.ofSeconds(1).toNanos());
    private FeedSubscribers feed = feed(1, command -> {});

    @AfterEach
    void stop() {
        feed.stop();
    }

    /** Attack, or a fleet that is restarted at once: more readers than there are threads for. */
    @Test
    void hasTwoHundredPlacesWithoutVirtualThreads() {
        feed = FeedConfiguration.feed(history, TestFeed.PROPERTIES, false);
        feed.start();
        openAll(200);

        refuses();

        assertThat(feed.connected()).isEqualTo(200);
        feed.stop();
        Awaitility.await().until(() -> feed.connected() == 0);
    }

    @Test
    @EnabledForJreRange(min = JRE.JAVA_21)
    void hasTwoThousandPlacesOnVirtualThreads() {
        feed = new FeedConfiguration().revocationFeed(history, TestFeed.PROPERTIES);
        feed.start();
        openAll(2_000);

        refuses();

        assertThat(feed.connected()).isEqualTo(2_000);
        // Virtual ones are not listed; those of another test may be about to end.
        Awaitility.await()
                .until(() -> Thread.getAllStackTraces().keySet().stream()
                        .noneMatch(thread -> thread.getName().startsWith("revocation-feed-")));
    }

    @Test
    void givesBackAPlaceThatNoThreadTook() {
        feed = feed(1, command -> {
            throw new RejectedExecutionException("full");
        });
        feed.start();

        refuses();
        refuses();

        assertThat(feed.connected()).isZero();
    }

    /** Attack, or a service that connects anew without letting go: the others are cut off from revocations. */
    @Test
    void leavesHalfOfThePlacesToOtherClients() {
        feed = feed(4, command -> {});
        feed.start();
        feed.open("client-0", PASS, Optional.empty());
        feed.open("client-0", PASS, Optional.empty());

        refuses();
        feed.open("client-1", PASS, Optional.empty());

        assertThat(feed.connected()).isEqualTo(3);
    }

    @Test
    void takesNobodyBeforeItStartsAndAfterItStops() {
        refuses();

        feed.start();
        feed.stop();

        refuses();
        assertThat(feed.connected()).isZero();
    }

    private void openAll(int count) {
        for (int i = 0; i < count; i++) {
            feed.open("client-" + i % 2, PASS, Optional.empty());
        }
        history.load(new RevocationLog.Recent(List.of(), LogPosition.START, 0), System.nanoTime());
    }

    private void refuses() {
        assertThatExceptionOfType(ApiRefusal.class)
                .isThrownBy(() -> feed.open("client-0", PASS, Optional.empty()))
                .withMessage("service_unavailable");
    }

    private FeedSubscribers feed(int places, Executor threads) {
        return new FeedSubscribers(
                history,
                threads,
                places,
                new FeedConnection.Limits(Duration.ofSeconds(1), Duration.ofSeconds(5)),
                System::nanoTime);
    }
}
