package com.hubify.identity.server.clerk;

import com.github.benmanes.caffeine.cache.Ticker;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.Executor;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A document that Clerk publishes, kept for a day while Clerk is away. One call at a time fetches it, whatever the number of
 * threads that want it, and the next one begins after a pause.
 */
public final class KeptDocument<T> {

    /** Then it is fetched again in the background. */
    static final Duration REFRESHED_AFTER = Duration.ofMinutes(5);

    /** Keys that Clerk gave up may be somebody else's, so they don't stay for ever. */
    static final Duration KEPT = Duration.ofHours(24);

    /** Between fetches for a key that is missing. Attack: tokens with made-up key ids. */
    static final Duration INTERVAL = Duration.ofSeconds(10);

    /** Between fetches while Clerk fails. */
    static final Duration RETRY = Duration.ofSeconds(2);

    private record Kept<T>(T value, long asOf) {}

    private final Supplier<T> source;
    private final Executor background;
    private final Ticker ticker;
    private final ReentrantLock fetching = new ReentrantLock();
    private volatile @Nullable Kept<T> kept;
    private volatile @Nullable ClerkUnavailable failure;
    private volatile long ended;
    private volatile long endedAt;

    /** @param source asks Clerk; throws {@link ClerkUnavailable} */
    public KeptDocument(Supplier<T> source, Executor background, Ticker ticker) {
        this.source = source;
        this.background = background;
        this.ticker = ticker;
    }

    /**
     * The latest, without a call if there is one.
     *
     * @throws ClerkUnavailable if there is none and Clerk doesn't answer
     */
    public T get() {
        Kept<T> known = known();
        if (known == null) {
            return confirmed(KEPT);
        }
        if (age(known) >= REFRESHED_AFTER.toNanos() && !fetching.isLocked() && hasRested(RETRY)) {
            long seen = ended;
            background.execute(() -> fetch(seen));
        }
        return known.value();
    }

    /**
     * The latest, of an answer that is at most so old.
     *
     * @throws ClerkUnavailable if Clerk doesn't give one now
     */
    public T confirmed(Duration within) {
        long seen = ended;
        Kept<T> known = known();
        if (known != null && age(known) <= within.toNanos()) {
            return known.value();
        }
        ClerkUnavailable failed = failure;
        // While Clerk fails, one thread tries again and the others don't wait for it.
        if (failed != null && (fetching.isLocked() || !hasRested(RETRY))) {
            throw failed;
        }
        fetch(seen);
        ClerkUnavailable failedNow = failure;
        Kept<T> now = known();
        if (failedNow != null || now == null) {
            throw Objects.requireNonNull(failedNow);
        }
        return now.value();
    }

    /** A newer one than this, fetched if the latest fetch ended at least ten seconds ago; null if there is none. */
    public @Nullable T otherThan(T before) {
        long seen = ended;
        Kept<T> known = known();
        if (known != null && known.value().equals(before) && hasRested(INTERVAL)) {
            fetch(seen);
            known = known();
        }
        return known == null || known.value().equals(before) ? null : known.value();
    }

    private @Nullable Kept<T> known() {
        Kept<T> latest = kept;
        return latest != null && age(latest) < KEPT.toNanos() ? latest : null;
    }

    private long age(Kept<T> of) {
        return ticker.read() - of.asOf();
    }

    private boolean hasRested(Duration pause) {
        return ended == 0 || ticker.read() - endedAt >= pause.toNanos();
    }

    // Threads that waited for a fetch take what it brought.
    private void fetch(long seen) {
        fetching.lock();
        try {
            if (ended == seen) {
                ask();
                endedAt = ticker.read();
                ended = seen + 1;
            }
        } finally {
            fetching.unlock();
        }
    }

    private void ask() {
        long asOf = ticker.read();
        try {
            kept = new Kept<>(source.get(), asOf);
            failure = null;
        } catch (ClerkUnavailable e) {
            failure = e;
        } catch (RuntimeException e) {
            failure = new ClerkUnavailable("Clerk's answer can't be understood", e);
        }
    }
}
