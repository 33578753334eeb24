package com.hubify.identity.resource.issuer;

import com.github.benmanes.caffeine.cache.Ticker;
import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig.SlidingWindowType;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;

/**
 * Circuit breaker and bulkhead in front of the issuer, so that one that hangs does not slow a service down. After a few failed
 * calls the next ones fail at once; one a second is let through to see whether the issuer is back. At most 64 threads wait for
 * it.
 */
public final class IssuerBreaker {

    /** How long the circuit stays open. */
    public static final Duration PAUSE = Duration.ofSeconds(1);

    /** Most calls at once. */
    public static final int MOST_AT_ONCE = 64;

    /** A call to the issuer. */
    public interface Call {

        IssuerConnection.Answer run() throws IOException;
    }

    private final IssuerBulkhead bulkhead = new IssuerBulkhead(MOST_AT_ONCE);
    private final CircuitBreaker breaker;

    public IssuerBreaker(Ticker ticker) {
        this.breaker = CircuitBreaker.of(
                "hubify-issuer",
                CircuitBreakerConfig.custom()
                        // The method that sets these three at once is not there before 2.4, and Spring Cloud
                        // brings older versions.
                        .slidingWindowType(SlidingWindowType.COUNT_BASED)
                        .slidingWindowSize(10)
                        .minimumNumberOfCalls(5)
                        .failureRateThreshold(50)
                        .waitDurationInOpenState(PAUSE)
                        .permittedNumberOfCallsInHalfOpenState(1)
                        .clock(elapsed(ticker))
                        .build());
    }

    /** @throws IssuerUnavailable if the circuit is open or too many calls are under way */
    public IssuerConnection.Answer call(Call call) throws IOException {
        if (!breaker.tryAcquirePermission()) {
            throw new IssuerUnavailable("The issuer is not answering", PAUSE);
        }
        if (!bulkhead.enter()) {
            breaker.releasePermission();
            throw new IssuerUnavailable("Too many calls to the issuer at once", PAUSE);
        }
        long start = breaker.getCurrentTimestamp();
        try {
            IssuerConnection.Answer answer = call.run();
            record(answer, breaker.getCurrentTimestamp() - start);
            return answer;
        } catch (IOException | RuntimeException e) {
            breaker.onError(breaker.getCurrentTimestamp() - start, breaker.getTimestampUnit(), e);
            throw e;
        } finally {
            bulkhead.leave();
        }
    }

    private void record(IssuerConnection.Answer answer, long took) {
        if (answer.status() >= 500) {
            breaker.onError(took, breaker.getTimestampUnit(), new IOException("answered " + answer.status()));
        } else {
            breaker.onSuccess(took, breaker.getTimestampUnit());
        }
    }

    // The breaker measures with a clock. If that were the wall clock, setting it back would keep the circuit open
    // for as long.
    private static Clock elapsed(Ticker ticker) {
        long start = ticker.read();
        InstantSource source = () -> Instant.EPOCH.plusNanos(ticker.read() - start);
        return source.withZone(ZoneOffset.UTC);
    }
}
