package com.hubify.identity.resource.issuer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.hubify.identity.resource.MovableTicker;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;

class IssuerBreakerTests {

    private static final IssuerConnection.Answer FINE = new IssuerConnection.Answer(200, "{}", null);
    private static final IssuerConnection.Answer BROKEN = new IssuerConnection.Answer(503, "", null);

    private final MovableTicker ticker = new MovableTicker();
    private final IssuerBreaker breaker = new IssuerBreaker(ticker);

    @Test
    void failsAtOnceWhenTheIssuerHasNotAnswered() {
        failFiveTimes();

        assertThatThrownBy(() -> breaker.call(IssuerBreakerTests::neverCalled))
                .isInstanceOfSatisfying(
                        IssuerUnavailable.class,
                        unavailable -> assertThat(unavailable.retryAfter()).isEqualTo(Duration.ofSeconds(1)));
    }

    @Test
    void countsAnswersThatAreNoneAsFailures() throws IOException {
        for (int i = 0; i < 5; i++) {
            breaker.call(() -> BROKEN);
        }

        assertThatThrownBy(() -> breaker.call(IssuerBreakerTests::neverCalled)).isInstanceOf(IssuerUnavailable.class);
    }

    @Test
    void tellsWithinASecondThatTheIssuerIsBack() throws IOException {
        failFiveTimes();

        ticker.forward(Duration.ofMillis(1001));

        assertThat(breaker.call(() -> FINE)).isEqualTo(FINE);
        assertThat(breaker.call(() -> FINE)).isEqualTo(FINE);
    }

    @Test
    void letsOnlyOneTryWhetherItIsBack() {
        failFiveTimes();
        ticker.forward(Duration.ofMillis(1001));

        assertThatThrownBy(() -> breaker.call(IssuerBreakerTests::silence)).isInstanceOf(IOException.class);

        assertThatThrownBy(() -> breaker.call(IssuerBreakerTests::neverCalled)).isInstanceOf(IssuerUnavailable.class);
    }

    // An issuer that takes calls and does not answer must not get all threads of a service, one after the other.
    @Test
    void letsOnlySoManyWait() throws Exception {
        CountDownLatch release = new CountDownLatch(1);
        CountDownLatch inside = new CountDownLatch(64);
        ExecutorService threads = Executors.newCachedThreadPool();
        for (int i = 0; i < 64; i++) {
            threads.submit(() -> breaker.call(() -> {
                inside.countDown();
                await(release);
                return FINE;
            }));
        }
        inside.await();

        assertThatThrownBy(() -> breaker.call(IssuerBreakerTests::neverCalled)).isInstanceOf(IssuerUnavailable.class);

        release.countDown();
        threads.shutdown();
        assertThat(breaker.call(() -> FINE)).isEqualTo(FINE);
    }

    private void failFiveTimes() {
        for (int i = 0; i < 5; i++) {
            assertThatThrownBy(() -> breaker.call(IssuerBreakerTests::silence)).isInstanceOf(IOException.class);
        }
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private static IssuerConnection.Answer silence() throws IOException {
        throw new IOException("no answer");
    }

    private static IssuerConnection.Answer neverCalled() {
        throw new AssertionError("must not be called");
    }
}
