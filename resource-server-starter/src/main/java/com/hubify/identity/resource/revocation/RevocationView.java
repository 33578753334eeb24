package com.hubify.identity.resource.revocation;

import com.github.benmanes.caffeine.cache.Ticker;
import com.hubify.identity.protocol.Ancestor;
import com.hubify.identity.protocol.Revocation;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/**
 * The known revocations, and as of when they are complete. Written by the feed, read for every request, from any thread.
 *
 * <p>Each is remembered for 26 hours. By then nothing is left for it to end: access tokens live 24 hours at most and clocks
 * differ by seconds; an API key is in memory for 12 hours at most, and introspection denies a revoked one; and a revoked signing
 * key is not published.
 */
public final class RevocationView {

    /** {@link #freshAsOf} while nothing is known. */
    public static final long NEVER = Long.MIN_VALUE;

    /** {@link #staleness} while nothing is known. */
    public static final Duration FOREVER = Duration.ofNanos(Long.MAX_VALUE);

    // About 90 bytes each. More than this in a day must not exhaust the memory of all services.
    private static final int MOST = 2_000_000;
    private static final long REMEMBERED = Duration.ofHours(26).toSeconds();
    private static final long SWEPT_EVERY = Duration.ofHours(1).toSeconds();
    private static final long WHENEVER_ISSUED = Long.MAX_VALUE;

    private record Revoked(long issuedBy, int learnedAt) {}

    private final Ticker ticker;
    private final int most;
    private final long start;
    private final ConcurrentHashMap<Long, Revoked> revoked = new ConcurrentHashMap<>();
    private final List<RevocationListener> listeners = new CopyOnWriteArrayList<>();
    private final AtomicLong version = new AtomicLong();
    private volatile long freshAsOf = NEVER;
    private volatile long startedAnewSince = Long.MIN_VALUE;
    private volatile long unknownBefore = Long.MIN_VALUE;
    private volatile int sweptAt;

    public RevocationView(Ticker ticker) {
        this(ticker, MOST);
    }

    public RevocationView(Ticker ticker, int most) {
        this.ticker = ticker;
        this.most = most;
        this.start = ticker.read();
    }

    public void addListener(RevocationListener listener) {
        listeners.add(listener);
    }

    /**
     * Adds a revocation.
     *
     * @throws IllegalStateException if there are too many; the view must then not be called fresh
     */
    public void revoke(Revocation revocation) {
        int now = seconds();
        long ancestor = LineageDigest.of(revocation.ancestor());
        if (now - sweptAt >= SWEPT_EVERY) {
            sweep(now);
        }
        if (revoked.mappingCount() >= most && !revoked.containsKey(ancestor)) {
            makeRoom(now);
        }
        boolean ended = revocation.ancestor().kind().isEndedByRevocation();
        long issuedBy = ended ? WHENEVER_ISSUED : revocation.issuedBy().getEpochSecond();
        // One that comes again, in another snapshot, is not remembered for longer.
        revoked.merge(
                ancestor,
                new Revoked(issuedBy, now),
                (known, latest) -> latest.issuedBy > known.issuedBy ? latest : known);
        version.incrementAndGet();
        if (revocation.ancestor().kind() == Ancestor.Kind.SIGNING_KEY) {
            listeners.forEach(RevocationListener::signingKeyEnded);
        }
    }

    /**
     * Notes that a newer issuer has revoked something of an unknown kind: anything issued by then may be revoked, so the issuer is
     * asked about it.
     */
    public void revokeUnknown(Instant issuedBy) {
        unknownBefore = Math.max(unknownBefore, issuedBy.getEpochSecond() + 1);
    }

    /** Whether the credential descends from something that has been revoked. */
    public boolean isRevoked(LineageDigest lineage) {
        return isKnown(lineage, false);
    }

    /** Whether the credential has changed since the issuer was asked about it: it must be asked again. */
    public boolean isOutdated(LineageDigest lineage) {
        return isKnown(lineage, true);
    }

    private boolean isKnown(LineageDigest lineage, boolean state) {
        for (int i = 0; i < lineage.size(); i++) {
            long ancestor = lineage.ancestor(i);
            Revoked known = lineage.isOutdatedBy(i) == state ? revoked.get(ancestor) : null;
            if (known != null && lineage.issuedAt() <= known.issuedBy) {
                return true;
            }
        }
        return false;
    }

    /**
     * Grows with each revocation. While it stays the same, a lineage that {@link #isRevoked} denied stays good.
     */
    public long version() {
        return version.get();
    }

    /**
     * Everything that was revoked before this moment is known, in nanoseconds of the ticker; {@link #NEVER} before the
     * first snapshot is complete.
     */
    public long freshAsOf() {
        return freshAsOf;
    }

    /** Every revocation of what was issued since then is known, in seconds since 1970. */
    public long completeSince() {
        return Math.max(startedAnewSince, unknownBefore);
    }

    /** How long ago the view was complete. */
    public Duration staleness() {
        long asOf = freshAsOf;
        return asOf == NEVER ? FOREVER : Duration.ofNanos(Math.max(0, ticker.read() - asOf));
    }

    public boolean isFreshWithin(Duration staleness) {
        return staleness().compareTo(staleness) <= 0;
    }

    /** Notes that everything revoked before this moment is known. An earlier moment than before changes nothing. */
    public void freshen(long asOf) {
        long known = freshAsOf;
        if (known == NEVER || asOf - known > 0) {
            freshAsOf = asOf;
        }
    }

    /** Notes that the feed no longer reached back to what was known: revocations from before {@code since} may be missing. */
    public void startedAnew(Instant since) {
        startedAnewSince = since.getEpochSecond();
        listeners.forEach(listener -> listener.startedAnew(since));
    }

    public int size() {
        return revoked.size();
    }

    private void makeRoom(int now) {
        sweep(now);
        if (revoked.mappingCount() >= most) {
            throw new IllegalStateException("More than " + most + " revocations in a day");
        }
    }

    private void sweep(int now) {
        sweptAt = now;
        revoked.values().removeIf(known -> now - known.learnedAt >= REMEMBERED);
    }

    private int seconds() {
        return (int) TimeUnit.NANOSECONDS.toSeconds(ticker.read() - start);
    }
}
