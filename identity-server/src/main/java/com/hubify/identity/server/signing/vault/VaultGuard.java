package com.hubify.identity.server.signing.vault;

import com.hubify.identity.server.signing.SigningUnavailable;
import com.hubify.identity.server.signing.SigningUnavailable.Reason;
import com.hubify.identity.server.vault.VaultTrouble;
import io.github.resilience4j.circuitbreaker.CallNotPermittedException;
import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig.SlidingWindowType;
import io.github.resilience4j.core.IntervalFunction;
import io.github.resilience4j.retry.Retry;
import io.github.resilience4j.retry.RetryConfig;
import java.time.Duration;
import java.util.Set;
import java.util.function.Supplier;

/**
 * Circuit breaker and retry for calls to sign. After a few failed calls the next ones fail immediately, so that a Vault
 * that hangs does not delay every request until the time-out; one call per second checks whether Vault is available
 * again. A call that failed quickly is retried once after a moment: during a failover, connections are refused or
 * answered by a standby. Signing may be repeated, since an unused signature does no harm.
 */
final class VaultGuard {

    private static final Duration PAUSE = Duration.ofSeconds(1);
    private static final Duration BEFORE_RETRY = Duration.ofMillis(80);
    private static final double JITTER = 0.5;

    /** Failures of Vault itself. The other reasons are answers, which a retry would not change. */
    private static final Set<Reason> TROUBLE = Set.of(Reason.UNREACHABLE, Reason.SEALED, Reason.FAILED);

    private final CircuitBreaker breaker;
    private final Retry retry;
    private volatile Reason lastTrouble = Reason.UNREACHABLE;

    VaultGuard() {
        this.breaker = CircuitBreaker.of(
                "vault",
                CircuitBreakerConfig.custom()
                        .slidingWindow(10, 5, SlidingWindowType.COUNT_BASED)
                        .failureRateThreshold(50)
                        .waitDurationInOpenState(PAUSE)
                        .permittedNumberOfCallsInHalfOpenState(1)
                        .recordException(VaultGuard::isTrouble)
                        .build());
        this.retry = Retry.of(
                "vault",
                RetryConfig.custom()
                        .maxAttempts(2)
                        .intervalFunction(IntervalFunction.ofRandomized(BEFORE_RETRY, JITTER))
                        .retryOnException(VaultGuard::mayBeOverSoon)
                        .build());
    }

    /** @throws SigningUnavailable if the call fails, or is not made because previous calls failed */
    <T> T call(Supplier<T> request) {
        return retry.executeSupplier(() -> once(request));
    }

    private <T> T once(Supplier<T> request) {
        try {
            return breaker.executeSupplier(request);
        } catch (CallNotPermittedException e) {
            throw new SigningUnavailable(lastTrouble, "Vault is not called, since previous calls failed", e);
        } catch (SigningUnavailable e) {
            if (isTrouble(e)) {
                lastTrouble = e.reason();
            }
            throw e;
        }
    }

    private static boolean isTrouble(Throwable failure) {
        return !(failure instanceof SigningUnavailable unavailable) || TROUBLE.contains(unavailable.reason());
    }

    // A call that timed out would probably time out again, and its callers have waited long enough.
    private static boolean mayBeOverSoon(Throwable failure) {
        return isTrouble(failure)
                && !(failure.getCause() instanceof CallNotPermittedException)
                && failure instanceof SigningUnavailable unavailable
                && !VaultTrouble.isTimeout(unavailable);
    }
}
