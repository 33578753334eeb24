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
 * The credentials a service knows, by digest. Good and bad ones are kept apart, so that whoever sends bad ones by the
 * million displaces other bad ones only.
 */
final class CredentialMemory {

    // A key that nobody has confirmed for so long may have been revoked before the oldest revocation still told of.
    private static final Duration LONGEST = Duration.ofHours(12);

    private static final int MOST_REFUSED = 10_000;
    private static final Duration REFUSED_FOR = Duration.ofSeconds(5);

    // Longer than any access token lives: one that its issuer has ended must not come back while the feed is behind.
    private static final Duration ENDED_FOR = Duration.ofHours(24);

    // None of these can become good in a moment, as a token not yet valid or one signed with the next key can.
    private static final Set<Reason> LASTING = EnumSet.of(
            Reason.MALFORMED,
            Reason.UNKNOWN_ISSUER,
            Reason.HEADER,
            Reason.SIGNATURE,
            Reason.AUDIENCE,
            Reason.CLAIMS,
            Reason.INACTIVE);

    private final Clock clock;
    private final boolean remembers;
    private final Cache<CredentialDigest, KnownCredential> known;
    private final Cache<CredentialDigest, Refused> refused;

    // When the question was asked whose answer ended a credential that had been good. Strangers cannot fill this up.
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

    /** Whether the issuer has ended a credential that had been good, and has not said otherwise since. */
    boolean hasEnded(CredentialDigest digest) {
        return remembers && ended.getIfPresent(digest) != null;
    }

    /**
     * Keeps a good credential, unless it is known more recently. False if the issuer has ended it and has not said otherwise
     * in answer to a later question: an end is terminal, and an answer may come late.
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
        // Only by its issuer's word: one that has the wrong time, by our clock, may have the right one a moment later.
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

    // What there is to tidy up after an entry takes less than waking another thread to do it.
    private static Caffeine<Object, Object> caffeine(int size, Ticker ticker) {
        return Caffeine.newBuilder().maximumSize(size).ticker(ticker).executor(Runnable::run);
    }
}
