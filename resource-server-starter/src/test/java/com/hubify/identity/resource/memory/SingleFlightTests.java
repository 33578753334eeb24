package com.hubify.identity.resource.memory;

import static org.assertj.core.api.Assertions.assertThat;

import com.github.benmanes.caffeine.cache.Ticker;
import com.hubify.identity.resource.verification.Verification;
import com.hubify.identity.resource.verification.Verification.Reason;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class SingleFlightTests {

    private static final Verification FOUND = Verification.refused(Reason.INACTIVE);
    private static final Duration STALENESS = Duration.ofMinutes(5);
    private static final CredentialDigest SLOW = CredentialDigest.of("slow");

    private final SingleFlight flights = new SingleFlight(Ticker.systemTicker(), Duration.ofSeconds(30));

    // Attack: one slow credential is sent over and over. What waits without a thread still takes memory.
    @Test
    void hasOnlySoManyWaitForAnAnswerUnderWay() throws InterruptedException {
        CountDownLatch begun = new CountDownLatch(1);
        CountDownLatch release = new CountDownLatch(1);
        CompletableFuture<Verification> first =
                CompletableFuture.supplyAsync(() -> flights.join(SLOW, STALENESS, () -> {
                    begun.countDown();
                    awaitQuietly(release);
                    return FOUND;
                }));
        begun.await();
        List<CompletableFuture<Verification>> waiting = IntStream.range(0, SingleFlight.MOST_PENDING)
                .mapToObj(i -> join())
                .toList();

        assertThat(join()).isCompletedWithValue(SingleFlight.UNAVAILABLE);
        assertThat(waiting).noneMatch(CompletableFuture::isDone);
        release.countDown();
        assertThat(first).succeedsWithin(Duration.ofSeconds(5)).isEqualTo(FOUND);
        assertThat(waiting)
                .allSatisfy(answer ->
                        assertThat(answer).succeedsWithin(Duration.ofSeconds(5)).isEqualTo(FOUND));
        assertThat(join()).isCompletedWithValue(FOUND);
    }

    private CompletableFuture<Verification> join() {
        return flights.joinAsync(SLOW, STALENESS, () -> FOUND);
    }

    private static void awaitQuietly(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
