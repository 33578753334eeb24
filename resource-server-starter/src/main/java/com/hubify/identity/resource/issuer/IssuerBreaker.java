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
 * Keeps an issuer that does not answer from slowing a service down. After a few calls without an answer the next ones fail
 * at once; one a second is let through to see whether the issuer is back. And however many credentials want asking about,
 * only so many threads ever wait for the issuer.
 */
public final class IssuerBreaker {

    /** How long to stay away from an issuer that does not answer. */
    public static final Duration PAUSE = Duration.ofSeconds(1);

    /** How many may wait for the issuer at once. */
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
                        // One by one: all three at once is not there before 2.4, and Spring Cloud's versions are older.
                        .slidingWindowType(SlidingWindowType.COUNT_BASED)
                        .slidingWindowSize(10)
                        .minimumNumberOfCalls(5)
                        .failureRateThreshold(50)
                        .waitDurationInOpenState(PAUSE)
                        .permittedNumberOfCallsInHalfOpenState(1)
                        .clock(elapsed(ticker))
                        .build());
    }

    /** @throws IssuerUnavailable at once if the issuer has not been answering, or too many are waiting for it */
    public IssuerConnection.Answer call(Call call) throws IOException {
        if (!breaker.tryAcquirePermission()) {
            throw new IssuerUnavailable("The issuer has not been answering", PAUSE);
        }
        if (!bulkhead.enter()) {
            breaker.releasePermission();
            throw new IssuerUnavailable("Too many are asking the issuer", PAUSE);
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

    // The breaker reckons in a clock's time. A wall clock that is set back would keep it open for as long.
    private static Clock elapsed(Ticker ticker) {
        long start = ticker.read();
        InstantSource source = () -> Instant.EPOCH.plusNanos(ticker.read() - start);
        return source.withZone(ZoneOffset.UTC);
    }
}
