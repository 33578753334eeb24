package com.hubify.identity.resource.memory;

import com.github.benmanes.caffeine.cache.Ticker;
import com.hubify.identity.protocol.Revocation;
import com.hubify.identity.resource.verification.Verification;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Has each credential verified once, however many use it at the same time: the first does the work on its own thread, the
 * others wait for its answer, or get it later. Different credentials never wait for one another.
 */
final class SingleFlight {

    static final Verification UNAVAILABLE = new Verification.Unavailable(Duration.ofSeconds(1));

    // One sender whose credential is slow to verify must not have all of a service's threads wait.
    private static final int MOST_WAITING = 128;

    // Nor may those that wait without a thread fill the memory.
    static final int MOST_PENDING = 2048;

    private static final class Flight {

        final long began;
        final Duration staleness;
        final CompletableFuture<Verification> answer = new CompletableFuture<>();
        final Semaphore waiting = new Semaphore(MOST_WAITING);

        Flight(long began, Duration staleness) {
            this.began = began;
            this.staleness = staleness;
        }

        /** Whether its answer will be one that a use at this time, with this staleness, may rely on. */
        boolean serves(Duration asked, long now) {
            long oldest = now - began + Revocation.MOST_BEHIND.toNanos();
            return asked.compareTo(staleness) >= 0 && oldest <= TimeUnit.NANOSECONDS.convert(asked);
        }
    }

    private final Ticker ticker;
    private final Duration longestWait;
    private final ConcurrentHashMap<CredentialDigest, Flight> underWay = new ConcurrentHashMap<>();
    private final Semaphore pending = new Semaphore(MOST_PENDING);

    SingleFlight(Ticker ticker, Duration longestWait) {
        this.ticker = ticker;
        this.longestWait = longestWait;
    }

    /** Answers with what {@code verify} finds, or with what it finds for another use that began no longer ago than that. */
    Verification join(CredentialDigest digest, Duration staleness, Supplier<Verification> verify) {
        Flight mine = new Flight(ticker.read(), staleness);
        Flight other = begin(digest, mine);
        return other == null ? run(digest, mine, verify) : await(other);
    }

    /** The same, but has no thread wait for another's answer. */
    CompletableFuture<Verification> joinAsync(
            CredentialDigest digest, Duration staleness, Supplier<Verification> verify) {
        Flight mine = new Flight(ticker.read(), staleness);
        Flight other = begin(digest, mine);
        if (other == null) {
            return CompletableFuture.completedFuture(run(digest, mine, verify));
        }
        if (!pending.tryAcquire()) {
            return CompletableFuture.completedFuture(UNAVAILABLE);
        }
        return other.answer
                .copy()
                .completeOnTimeout(UNAVAILABLE, longestWait.toNanos(), TimeUnit.NANOSECONDS)
                .whenComplete((answer, failure) -> pending.release());
    }

    private Verification run(CredentialDigest digest, Flight mine, Supplier<Verification> verify) {
        try {
            Verification answer = verify.get();
            mine.answer.complete(answer);
            return answer;
        } finally {
            // If verifying threw, those who wait learn only that there is no answer.
            mine.answer.complete(UNAVAILABLE);
            underWay.remove(digest, mine);
        }
    }

    /** The flight to wait for; null if it is one's own. */
    private @Nullable Flight begin(CredentialDigest digest, Flight mine) {
        while (true) {
            Flight other = underWay.putIfAbsent(digest, mine);
            if (other == null) {
                return null;
            }
            if (other.serves(mine.staleness, mine.began)) {
                return other;
            }
            if (underWay.replace(digest, other, mine)) {
                return null;
            }
        }
    }

    private Verification await(Flight other) {
        if (!other.waiting.tryAcquire()) {
            return UNAVAILABLE;
        }
        try {
            return other.answer.get(longestWait.toNanos(), TimeUnit.NANOSECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (ExecutionException | TimeoutException e) {
            // Answered below: neither good nor bad.
        } finally {
            other.waiting.release();
        }
        return UNAVAILABLE;
    }
}
