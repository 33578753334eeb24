package com.hubify.identity.server.clerk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.hubify.testing.TestClock;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.web.client.ResourceAccessException;
import org.springframework.web.client.RestClient;
import org.springframework.web.client.RestClientException;

class ClerkHostTests {

    private final TestClock clock = TestClock.standing();
    private final SimpleMeterRegistry figures = new SimpleMeterRegistry();
    private StubClerk clerk;
    private RestClient http;

    @BeforeEach
    void begin() throws IOException {
        clerk = new StubClerk().answer("/a", "{}");
        http = client(ClerkHost.TIMEOUT);
    }

    private RestClient client(Duration timeout) {
        return RestClient.builder()
                .requestFactory(new ClerkHost("frontend", figures, clock, timeout).requests())
                .baseUrl(clerk.url())
                .build();
    }

    @AfterEach
    void end() {
        clerk.close();
    }

    @Test
    void sparesCallsOnceHalfOfThemFail() {
        clerk.closeConnections();
        askOften(100);
        assertThat(count("failed")).isEqualTo(5);
        // The JDK's client tries once more where a connection closes without an answer.
        assertThat(clerk.calls()).hasSizeLessThanOrEqualTo(10);
        assertThat(count("spared")).isEqualTo(95);

        clerk.recover();
        clock.wind(ClerkHost.PAUSE.plusMillis(1));
        askOften(10);
        assertThat(count("answered")).isEqualTo(10);
    }

    @Test
    void anErrorOfTheServerIsAFailure() {
        clerk.answerAlways(500, "{}");
        askOften(100);
        assertThat(clerk.calls()).hasSize(5);
    }

    @Test
    void aRefusalIsAnAnswer() {
        clerk.answerAlways(401, "{}");
        askOften(20);
        assertThat(clerk.calls()).hasSize(20);
    }

    // Clerk takes ten seconds for everything. At most so many threads wait for it, and none longer than the time-out.
    @Test
    void fewThreadsWaitForASlowClerk() throws Exception {
        clerk.hang();
        http = client(Duration.ofMillis(300));
        ExecutorService people = Executors.newCachedThreadPool();
        CountDownLatch begin = new CountDownLatch(1);
        List<? extends Future<?>> asked = IntStream.range(0, 200)
                .mapToObj(i -> people.submit(() -> {
                    begin.await();
                    askOften(1);
                    return null;
                }))
                .toList();
        begin.countDown();
        for (Future<?> each : asked) {
            each.get();
        }
        people.shutdown();
        // A place that is left may be taken once more before half of the calls are known to have failed.
        assertThat(clerk.calls()).hasSizeLessThanOrEqualTo(2 * ClerkHost.MOST_CALLS);
        assertThat(count("failed") + count("spared")).isEqualTo(200);
    }

    // Attack: a host in Clerk's place answers without end.
    @Test
    void readsEightMegabytesAtMost() {
        clerk.answer("/a", "x".repeat(8 * 1024 * 1024 + 1));

        assertThatExceptionOfType(ResourceAccessException.class).isThrownBy(this::ask);
        assertThat(count("failed")).isEqualTo(1);
    }

    // Attack: a redirect would take the secret key along.
    @Test
    void followsNoRedirect() {
        clerk.answer("/a", 302, "", Map.of("Location", "/b"));

        ask();
        assertThat(clerk.calls("/b")).isZero();
    }

    private void askOften(int times) {
        for (int i = 0; i < times; i++) {
            try {
                ask();
            } catch (RestClientException e) {
                // counted
            }
        }
    }

    private void ask() {
        http.get().uri("/a").retrieve().toBodilessEntity();
    }

    private double count(String outcome) {
        return figures.counter("hubify.clerk.calls", "api", "frontend", "outcome", outcome)
                .count();
    }
}
