package com.hubify.identity.server.clerk;

import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig.SlidingWindowType;
import io.micrometer.core.instrument.MeterRegistry;
import java.io.IOException;
import java.net.http.HttpClient;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.springframework.http.HttpRequest;
import org.springframework.http.client.ClientHttpRequestExecution;
import org.springframework.http.client.ClientHttpRequestFactory;
import org.springframework.http.client.ClientHttpResponse;
import org.springframework.http.client.InterceptingClientHttpRequestFactory;
import org.springframework.http.client.JdkClientHttpRequestFactory;

/**
 * Calls to one of Clerk's two hosts, so that one that is away, slow or broken costs little: three seconds for a call, 32 calls
 * at once, and none for two seconds after half of the latest ten have failed. Redirects are not followed: they would take
 * secrets along. Counted as {@code hubify.clerk.calls} by {@code api} and {@code outcome}.
 */
public final class ClerkHost {

    /** For a connection, and for a whole answer. */
    static final Duration TIMEOUT = Duration.ofSeconds(3);

    /** How long no call is made once Clerk fails; then one shows whether it is back. */
    static final Duration PAUSE = Duration.ofSeconds(2);

    static final int MOST_CALLS = 32;

    private static final Duration LONGEST_WAIT = Duration.ofMillis(200);

    /** A page of 100 people with all their metadata has a few megabytes at most. */
    private static final int MOST_BYTES = 8 * 1024 * 1024;

    private enum Outcome {
        ANSWERED,
        FAILED,
        /** Not made. */
        SPARED
    }

    private final String api;
    private final MeterRegistry registry;
    private final CircuitBreaker breaker;
    private final Semaphore places = new Semaphore(MOST_CALLS);
    private final ClientHttpRequestFactory requests;

    /** @param api {@code frontend} or {@code backend}: the name in figures */
    public ClerkHost(String api, MeterRegistry registry, Clock clock) {
        this(api, registry, clock, TIMEOUT);
    }

    ClerkHost(String api, MeterRegistry registry, Clock clock, Duration timeout) {
        this.api = api;
        this.registry = registry;
        this.breaker = CircuitBreaker.of(
                "clerk-" + api,
                CircuitBreakerConfig.custom()
                        .slidingWindow(10, 5, SlidingWindowType.COUNT_BASED)
                        .failureRateThreshold(50)
                        .waitDurationInOpenState(PAUSE)
                        .permittedNumberOfCallsInHalfOpenState(1)
                        .clock(clock)
                        .build());
        JdkClientHttpRequestFactory http = new JdkClientHttpRequestFactory(HttpClient.newBuilder()
                // A connection for each call, so that one that stalls holds up no other.
                .version(HttpClient.Version.HTTP_1_1)
                .connectTimeout(timeout)
                .followRedirects(HttpClient.Redirect.NEVER)
                .build());
        http.setReadTimeout(timeout);
        this.requests = new InterceptingClientHttpRequestFactory(http, List.of(this::guarded));
    }

    /** For the HTTP clients of this host. A call that is not made fails with an {@link IOException}, too. */
    public ClientHttpRequestFactory requests() {
        return requests;
    }

    private ClientHttpResponse guarded(HttpRequest request, byte[] body, ClientHttpRequestExecution execution)
            throws IOException {
        if (!breaker.tryAcquirePermission()) {
            throw spared("Clerk has not been answering");
        }
        if (!isPlace()) {
            breaker.releasePermission();
            throw spared("too many calls are waiting for Clerk");
        }
        long start = breaker.getCurrentTimestamp();
        try {
            WholeResponse response = WholeResponse.of(execution.execute(request, body), MOST_BYTES);
            record(response, breaker.getCurrentTimestamp() - start);
            return response;
        } catch (IOException | RuntimeException e) {
            breaker.onError(breaker.getCurrentTimestamp() - start, breaker.getTimestampUnit(), e);
            count(Outcome.FAILED);
            throw e;
        } finally {
            places.release();
        }
    }

    private void record(WholeResponse response, long took) {
        if (response.getStatusCode().is5xxServerError()) {
            breaker.onError(took, breaker.getTimestampUnit(), new IOException("answered " + response.getStatusCode()));
            count(Outcome.FAILED);
        } else {
            breaker.onSuccess(took, breaker.getTimestampUnit());
            count(Outcome.ANSWERED);
        }
    }

    private boolean isPlace() {
        try {
            return places.tryAcquire(LONGEST_WAIT.toNanos(), TimeUnit.NANOSECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private ClerkNotAsked spared(String why) {
        count(Outcome.SPARED);
        return new ClerkNotAsked(why);
    }

    private void count(Outcome outcome) {
        registry.counter(
                        "hubify.clerk.calls",
                        "api",
                        api,
                        "outcome",
                        outcome.name().toLowerCase(Locale.ROOT))
                .increment();
    }
}
