package com.hubify.identity.resource.memory;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Expiry;
import com.github.benmanes.caffeine.cache.RemovalCause;
import com.github.benmanes.caffeine.cache.Ticker;
import com.hubify.identity.resource.verification.Verification.Reason;
import com.hubify.identity.resource.verification.Verification.Refused;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.util.EnumSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Verified credentials by digest. Good and bad ones are kept apart, so that a flood of bad ones displaces bad ones only.
 */
final class CredentialMemory {

    // A key not confirmed for longer may have been revoked before the oldest revocation that the feed still has.
    private static final Duration LONGEST = Duration.ofHours(12);

    private static final int MOST_REFUSED = 10_000;
    private static final Duration REFUSED_FOR = Duration.ofSeconds(5);

    // Longer than any access token lives: one that the issuer called inactive must not come back while the
    // feed is behind.
    private static final Duration ENDED_FOR = Duration.ofHours(24);

    // Refusals that stay. A token not yet valid, or signed with the next key, may be good a moment later.
    private static final Set<Reason> LASTING = EnumSet.of(
            Reason.MALFORMED,
            Reason.UNKNOWN_ISSUER,
            Reason.HEADER,
            Reason.SIGNATURE,
            Reason.AUDIENCE,
            Reason.CLAIMS,
            Reason.ORIGIN,
            Reason.PENDING,
            Reason.IMPERSONATION,
            Reason.INACTIVE);

    private final Clock clock;
    private final boolean remembers;
    private final Cache<CredentialDigest, KnownCredential> known;
    private final Cache<CredentialDigest, Refused> refused;

    // When the introspection began that ended an accepted credential. Attackers can't fill this: only such
    // credentials get in.
    private final Cache<CredentialDigest, Long> ended;

    /** @param size most good credentials kept; 0 keeps none, good or bad */
    CredentialMemory(int size, Clock clock, Ticker ticker, MeterRegistry registry) {
        this.clock = clock;
        this.remembers = size > 0;
        Counter evictions = registry.counter("hubify.resource.cache.evictions");
        this.known = caffeine(size, ticker)
                .expireAfter(
                        Expiry.<CredentialDigest, KnownCredential>writing((digest, credential) -> life(credential)))
                .evictionListener((digest, credential, cause) -> {
                    if (cause == RemovalCause.SIZE) {
                        evictions.increment();
                    }
                })
                .build();
        this.refused = small(size, REFUSED_FOR, ticker);
        this.ended = small(size, ENDED_FOR, ticker);
        Gauge.builder("hubify.resource.cache.size", known::estimatedSize)
                .baseUnit("credentials")
                .register(registry);
    }

    @Nullable
    KnownCredential known(CredentialDigest digest) {
        return remembers ? known.getIfPresent(digest) : null;
    }

    @Nullable
    Refused refused(CredentialDigest digest) {
        return remembers ? refused.getIfPresent(digest) : null;
    }

    /** Whether the issuer has called an accepted credential inactive, and has not said otherwise since. */
    boolean hasEnded(CredentialDigest digest) {
        return remembers && ended.getIfPresent(digest) != null;
    }

    /**
     * Keeps a good credential, unless a more recent answer is known. False if the issuer has called it inactive and has not said
     * otherwise in answer to a later introspection: an answer may come late.
     */
    boolean remember(CredentialDigest digest, KnownCredential credential) {
        if (!remembers || credential.hasExpired(clock.instant())) {
            return true;
        }
        return known.asMap().compute(digest, (key, before) -> {
                    Long end = ended.getIfPresent(key);
                    if (end != null && !credential.wasIntrospectedAfter(end)) {
                        return null;
                    }
                    return before != null && before.wasVerifiedAfter(credential) ? before : credential;
                })
                != null;
    }

    /** Forgets a credential that turned out bad, and remembers for a moment that it is, if it stays so. */
    void refuse(CredentialDigest digest, Refused refusal, long asOf) {
        if (!remembers) {
            return;
        }
        // Only if the issuer says so: a token that is not yet valid by our clock may be a moment later.
        if (refusal.reason() == Reason.INACTIVE && known.getIfPresent(digest) != null) {
            ended.put(digest, asOf);
        }
        known.invalidate(digest);
        if (LASTING.contains(refusal.reason())) {
            refused.put(digest, refusal);
        }
    }

    private Duration life(KnownCredential credential) {
        Duration left = Duration.between(clock.instant(), credential.accepted().expires());
        return left.isNegative() ? Duration.ZERO : left.compareTo(LONGEST) < 0 ? left : LONGEST;
    }

    private static <V> Cache<CredentialDigest, V> small(int size, Duration life, Ticker ticker) {
        return caffeine(Math.min(size, MOST_REFUSED), ticker)
                .expireAfterWrite(life)
                .build();
    }

    // Maintenance on the calling thread, since it takes less than waking another.
    private static Caffeine<Object, Object> caffeine(int size, Ticker ticker) {
        return Caffeine.newBuilder().maximumSize(size).ticker(ticker).executor(Runnable::run);
    }
}
