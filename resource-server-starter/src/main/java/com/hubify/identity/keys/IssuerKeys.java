package com.hubify.identity.keys;

import com.github.benmanes.caffeine.cache.Ticker;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSVerifier;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.task.SimpleAsyncTaskExecutor;

/**
 * The public keys of one issuer: fetched when first needed, refreshed after four minutes of use, and used for a time while the
 * issuer is away. A fetch happens in the background; only tokens whose key is not known wait for it. However many unknown key
 * ids and bad signatures come in, the issuer is asked no more often than the {@link KeyPace} says, or once a second while it
 * has not answered at all.
 */
public final class IssuerKeys {

    private static final Logger log = LoggerFactory.getLogger(IssuerKeys.class);

    /** In which the issuer is asked for keys once or twice. */
    public static final Duration INTERVAL = Duration.ofSeconds(5);

    private static final long REST = INTERVAL.toNanos();
    private static final Duration RETRY_AFTER = INTERVAL;
    private static final long REFRESHED_AFTER = Duration.ofMinutes(4).toNanos();
    private static final long RETRY = Duration.ofSeconds(1).toNanos();
    private static final Duration LONGEST_WAIT = Duration.ofSeconds(5);

    // Attack: tokens with made-up key ids, while the issuer is slow, take all threads. Twice this, for two issuers,
    // leaves some of the 32 that reactive services have.
    private static final int MOST_WAITING = 12;

    /** A fetch, and whether the issuer answered it. */
    private record Fetch(long began, CompletableFuture<Boolean> answered) {

        boolean isOver() {
            return answered.isDone();
        }

        boolean hasFailed() {
            return isOver() && (answered.isCompletedExceptionally() || !answered.join());
        }
    }

    private final KeySource source;
    private final KeyPace pace;
    private final SignatureVerifiers signatures;
    private final Ticker ticker;
    private final Executor fetcher;
    private final Semaphore waiting = new Semaphore(MOST_WAITING);
    private volatile @Nullable IssuerKeySet last;

    // The fetch under way or the latest, and when the one before it began. Guarded by this.
    private Fetch latest;
    private long beganBefore;

    /** @param fetcher runs the fetches, each on a thread of its own: one that hangs must not hold up another issuer's */
    private IssuerKeys(KeySource source, KeyPace pace, SignatureVerifiers signatures, Ticker ticker, Executor fetcher) {
        this.source = source;
        this.pace = pace;
        this.signatures = signatures;
        this.ticker = ticker;
        this.fetcher = fetcher;
        this.beganBefore = ticker.read() - REST;
        this.latest = new Fetch(beganBefore, CompletableFuture.completedFuture(false));
    }

    /** The keys of one issuer, none of which are known yet. */
    public static IssuerKeys of(KeySource source, KeyPace pace, SignatureVerifiers signatures, Ticker ticker) {
        SimpleAsyncTaskExecutor fetcher = new SimpleAsyncTaskExecutor("hubify-keys-");
        fetcher.setDaemon(true);
        return new IssuerKeys(source, pace, signatures, ticker, fetcher);
    }

    private String issuer() {
        return source.issuer();
    }

    /** Why there are no keys, for health details. */
    public String trouble() {
        return source.mistake().orElseGet(() -> "no usable keys from " + issuer());
    }

    /**
     * Verifiers of the keys that may have signed a token with this header, fetched if needed; empty if the issuer has none.
     *
     * @throws KeysUnavailable if the issuer cannot be asked, so that the token is neither good nor bad
     */
    public List<JWSVerifier> matching(JWSHeader header) throws KeysUnavailable {
        long now = ticker.read();
        List<JWSVerifier> keys = known(header);
        // A fetch under way began before, so it may have missed the key by a moment: then there is one more.
        for (int fetches = 0; keys.isEmpty() && fetches < 2; fetches++) {
            Fetch fetch = fetch();
            boolean answered = await(fetch);
            keys = known(header);
            if (keys.isEmpty() && !answered && isUndecided()) {
                throw new KeysUnavailable("The key is unknown and " + issuer() + " does not answer", RETRY_AFTER);
            }
            if (fetch.began - now >= 0) {
                return keys;
            }
        }
        if (keys.isEmpty() && isUndecided()) {
            // Attack: made-up key ids have used up the fetches. A token signed with the next key must not be
            // refused for it.
            throw new KeysUnavailable("The key is unknown and " + issuer() + " was asked just before", rest());
        }
        return keys;
    }

    private boolean isUndecided() {
        return !pace.refusesUnknown() || current() == null;
    }

    /** Those known now, without waiting. */
    public List<JWSVerifier> known(JWSHeader header) {
        IssuerKeySet keys = current();
        return keys == null ? List.of() : keys.matching(header);
    }

    /** The keys known now, if there are any that may still be used. Refreshes them in the background when they get old. */
    @Nullable
    public IssuerKeySet current() {
        IssuerKeySet known = last;
        if (known == null) {
            return null;
        }
        long age = known.age(ticker.read());
        if (age > REFRESHED_AFTER) {
            fetch();
        }
        return age > pace.kept().toNanos() ? null : known;
    }

    /** Whether the issuer has other keys than these by now, perhaps under the same key id. Fetches them, within the limit. */
    public boolean haveReplaced(@Nullable IssuerKeySet before) {
        if (current() == before) {
            await(fetch());
        }
        IssuerKeySet now = current();
        return now != null && (before == null || !now.hasSameKeysAs(before));
    }

    /**
     * Fetches the keys again, and once more if the next token's key is unknown then, however many fetches made-up key ids have
     * used up: the issuer itself has said so.
     */
    public synchronized void refetch() {
        if (last != null) {
            beganBefore = ticker.read() - REST;
            fetch();
            beganBefore = ticker.read() - REST;
        }
    }

    /** Whether there are keys, fetched if there are none. */
    public boolean load() {
        if (current() == null) {
            await(fetch());
        }
        return current() != null;
    }

    /** A fetch: the one under way, a new one, or the latest if another must not begin yet. */
    private synchronized Fetch fetch() {
        long now = ticker.read();
        boolean impatient = latest.hasFailed() && (last == null || !pace.refusesUnknown());
        long counted = pace.fetches() == 1 ? latest.began : beganBefore;
        boolean rested = now - counted >= REST || (impatient && now - latest.began >= RETRY);
        if (latest.isOver() && rested) {
            beganBefore = latest.began;
            latest = new Fetch(now, CompletableFuture.supplyAsync(this::ask, fetcher));
        }
        return latest;
    }

    /** How long until another fetch may begin. */
    private synchronized Duration rest() {
        return Duration.ofNanos(Math.max(RETRY, beganBefore + REST - ticker.read()));
    }

    private boolean ask() {
        long asOf = ticker.read();
        try {
            IssuerKeySet keys = new IssuerKeySet(source.keys(), asOf, signatures);
            if (keys.isEmpty()) {
                log.warn("The key set of {} has no key that can verify a signature", issuer());
                return false;
            }
            last = keys;
            return true;
        } catch (IOException e) {
            log.debug("No keys from {}", issuer(), e);
            return false;
        }
    }

    private boolean await(Fetch fetch) {
        if (fetch.isOver()) {
            return !fetch.hasFailed();
        }
        boolean othersCanGoOn = last != null;
        if (othersCanGoOn && !waiting.tryAcquire()) {
            return false;
        }
        try {
            return fetch.answered.get(LONGEST_WAIT.toNanos(), TimeUnit.NANOSECONDS);
        } catch (ExecutionException | TimeoutException e) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        } finally {
            if (othersCanGoOn) {
                waiting.release();
            }
        }
    }
}
