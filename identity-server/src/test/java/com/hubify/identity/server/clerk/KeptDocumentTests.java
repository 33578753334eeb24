package com.hubify.identity.server.clerk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class KeptDocumentTests {

    private static final Duration JUST_NOW = Duration.ofSeconds(10);

    private final AtomicLong time = new AtomicLong(Long.MAX_VALUE - 1_000);
    private final AtomicInteger calls = new AtomicInteger();
    private final Queue<Runnable> background = new ArrayDeque<>();
    private volatile boolean isDown;
    private volatile String published = "first";
    private final KeptDocument<String> document = new KeptDocument<>(this::ask, background::add, () -> time.get());

    @Test
    void isFetchedOnce() {
        assertThat(document.get()).isEqualTo("first");
        assertThat(document.get()).isEqualTo("first");
        assertThat(calls).hasValue(1);
    }

    @Test
    void staysThroughAnOutageOfHours() {
        document.get();
        isDown = true;
        for (int minute = 0; minute < 4 * 60; minute++) {
            pass(Duration.ofMinutes(1));
            assertThat(document.get()).isEqualTo("first");
            runBackground();
        }
        assertThat(calls.get()).isBetween(200, 240);
    }

    // Threat: a key that Clerk gave up since it became known.
    @Test
    void endsAfterADay() {
        document.get();
        isDown = true;
        pass(KeptDocument.KEPT);
        assertThatExceptionOfType(ClerkUnavailable.class).isThrownBy(document::get);
    }

    @Test
    void isRefreshedInTheBackground() {
        document.get();
        published = "second";
        pass(KeptDocument.REFRESHED_AFTER);
        assertThat(document.get()).isEqualTo("first");
        runBackground();
        assertThat(document.get()).isEqualTo("second");
        assertThat(calls).hasValue(2);
    }

    @Test
    void whileClerkFailsItIsAskedOnceInTwoSecondsHoweverOften() {
        isDown = true;
        for (int i = 0; i < 1_000; i++) {
            assertThatExceptionOfType(ClerkUnavailable.class).isThrownBy(document::get);
        }
        assertThat(calls).hasValue(1);
        pass(KeptDocument.RETRY);
        isDown = false;
        assertThat(document.get()).isEqualTo("first");
    }

    @Test
    void aFailureIsToldToThoseWhoNeedAFreshAnswer() {
        document.get();
        isDown = true;
        assertThat(document.confirmed(JUST_NOW)).isEqualTo("first");
        pass(JUST_NOW.plusNanos(1));
        for (int i = 0; i < 1_000; i++) {
            assertThatExceptionOfType(ClerkUnavailable.class).isThrownBy(() -> document.confirmed(JUST_NOW));
            assertThat(document.get()).isEqualTo("first");
        }
        assertThat(calls).hasValue(2);
        isDown = false;
        pass(KeptDocument.RETRY);
        assertThat(document.confirmed(JUST_NOW)).isEqualTo("first");
    }

    // Attack: tokens with made-up key ids.
    @Test
    void somethingMissingIsAskedForOnceInTenSeconds() {
        document.get();
        for (int i = 0; i < 1_000; i++) {
            assertThat(document.otherThan("first")).isNull();
        }
        assertThat(calls).hasValue(1);
        pass(KeptDocument.INTERVAL);
        for (int i = 0; i < 1_000; i++) {
            assertThat(document.otherThan("first")).isNull();
        }
        assertThat(calls).hasValue(2);
        pass(KeptDocument.INTERVAL);
        published = "second";
        assertThat(document.otherThan("first")).isEqualTo("second");
        assertThat(document.otherThan("first")).isEqualTo("second");
        assertThat(calls).hasValue(3);
    }

    @Test
    void anAnswerThatBreaksCountsAsNone() {
        KeptDocument<String> broken = new KeptDocument<>(
                () -> {
                    throw new IllegalStateException("garbage");
                },
                background::add,
                () -> time.get());
        assertThatExceptionOfType(ClerkUnavailable.class).isThrownBy(broken::get);
        assertThatExceptionOfType(ClerkUnavailable.class).isThrownBy(broken::get);
    }

    @Test
    void allWhoWantTheFirstShareOneCall() throws Exception {
        CountDownLatch hold = new CountDownLatch(1);
        KeptDocument<String> slow = new KeptDocument<>(
                () -> {
                    calls.incrementAndGet();
                    try {
                        hold.await();
                    } catch (InterruptedException e) {
                        throw new IllegalStateException(e);
                    }
                    return "late";
                },
                background::add,
                () -> time.get());
        ExecutorService people = Executors.newCachedThreadPool();
        List<Future<String>> asked =
                IntStream.range(0, 50).mapToObj(i -> people.submit(slow::get)).toList();
        hold.countDown();
        for (Future<String> each : asked) {
            assertThat(each.get()).isEqualTo("late");
        }
        people.shutdown();
        assertThat(calls).hasValue(1);
    }

    private String ask() {
        calls.incrementAndGet();
        if (isDown) {
            throw new ClerkUnavailable("down", null);
        }
        return published;
    }

    private void pass(Duration by) {
        time.addAndGet(by.toNanos());
    }

    private void runBackground() {
        while (!background.isEmpty()) {
            background.remove().run();
        }
    }
}
