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
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;

/**
 * Keeps a Vault that is away from slowing everybody down, and a short trouble of it from being anybody's. After a few calls in
 * vain the next ones fail at once; one a second is let through to see whether Vault is back. A call that failed quickly is
 * made once more, a moment later: while another node of Vault takes over, connections are refused or answered by one that
 * stands by. Signing may be repeated, since a signature that nobody sees harms nobody.
 */
final class VaultGuard implements UnaryOperator<SigningCall> {

    private static final Duration PAUSE = Duration.ofSeconds(1);
    private static final Duration BEFORE_RETRY = Duration.ofMillis(80);
    private static final double JITTER = 0.5;

    /** What a Vault that is not itself answers, or doesn't. Anything else is an answer, and asking again gets the same. */
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

    @Override
    public SigningCall apply(SigningCall call) {
        return inputs -> {
            Supplier<List<SigningOutcome>> once = () -> through(call, inputs);
            return retry.executeSupplier(once);
        };
    }

    private List<SigningOutcome> through(SigningCall call, List<byte[]> inputs) {
        try {
            return breaker.executeSupplier(() -> call.sign(inputs));
        } catch (CallNotPermittedException e) {
            throw new SigningUnavailable(lastTrouble, "Vault has not been answering", e);
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

    // One that took the whole time-out would take it again, and everybody who waits has waited long enough.
    private static boolean mayBeOverSoon(Throwable failure) {
        return isTrouble(failure)
                && !(failure.getCause() instanceof CallNotPermittedException)
                && failure instanceof SigningUnavailable unavailable
                && !VaultTrouble.isTimeout(unavailable);
    }
}
