package com.hubify.identity.server.signing.rotation;

import com.github.benmanes.caffeine.cache.Ticker;
import com.hubify.identity.server.signing.KeyCustody;
import com.hubify.identity.server.signing.KeyProvider;
import com.hubify.identity.server.signing.SigningKey;
import com.hubify.identity.server.signing.SigningKeys;
import com.hubify.identity.server.signing.SigningUnavailable;
import com.hubify.identity.server.signing.SigningUnavailable.Reason;
import com.hubify.identity.server.signing.ring.KeyRing;
import com.hubify.identity.server.signing.ring.KeyRings;
import com.hubify.identity.server.signing.ring.KeyRings.Written;
import com.hubify.identity.server.signing.ring.RotationPolicy;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.util.Base64URL;
import io.micrometer.core.instrument.Meter.MeterProvider;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Signs with the active version and publishes those whose tokens are valid, according to the latest ring it has read.
 * It therefore still publishes while the custody or Redis is unavailable. Times signatures as {@code hubify.signing},
 * tagged {@code provider} and {@code outcome}: {@code signed}, or the {@link SigningUnavailable.Reason}.
 */
final class RotatingSigningKeys implements SigningKeys {

    /** Time until every node publishes a key that has been written; longer than {@link CoalescedRefresh#MAX_AGE}. */
    private static final Duration UNTIL_PUBLISHED = CoalescedRefresh.MAX_AGE.plusMillis(25);

    private static final Logger LOG = LoggerFactory.getLogger(RotatingSigningKeys.class);

    private final KeyCustody custody;
    private final KeyRings rings;
    private final RotationPolicy policy;
    private final Clock clock;
    private final Ticker ticker;
    private final CoalescedRefresh refresh;
    private final MeterRegistry registry;
    private final MeterProvider<Timer> timer;
    private final Map<String, Long> learned = new ConcurrentHashMap<>();
    private final AtomicReference<@Nullable PublishedKeyRing> current = new AtomicReference<>();
    private volatile boolean isBehind;
    private volatile boolean isReadable = true;

    RotatingSigningKeys(
            KeyCustody custody,
            KeyRings rings,
            RotationPolicy policy,
            Clock clock,
            Ticker ticker,
            KeyProvider provider,
            MeterRegistry registry) {
        this.custody = custody;
        this.rings = rings;
        this.ticker = ticker;
        this.refresh = new CoalescedRefresh(this::look, ticker);
        this.policy = policy;
        this.clock = clock;
        this.registry = registry;
        this.timer = Timer.builder("hubify.signing")
                .description("Time it takes to sign a token, by key provider and outcome")
                .tag("provider", provider.word())
                .withRegistry(registry);
    }

    @Override
    public SigningKey current(JWSAlgorithm algorithm) {
        if (!custody.algorithms().contains(algorithm)) {
            throw new IllegalArgumentException("there is no key for " + algorithm);
        }
        SigningKey key = known().active(algorithm)
                .orElseThrow(() -> new SigningUnavailable(Reason.KEY_MISSING, "there is no key for " + algorithm));
        awaitPublished(key);
        return key;
    }

    @Override
    public JWKSet published() {
        return known().keys();
    }

    @Override
    public JWKSet latest() {
        // After a failure only the schedule reads, so that no request waits for a Redis that hangs.
        if (isReadable) {
            refresh.refresh();
        }
        return published();
    }

    @Override
    public Base64URL sign(SigningKey key, byte[] signingInput) {
        Timer.Sample sample = Timer.start(registry);
        String outcome = "failed";
        try {
            Base64URL signature = custody.sign(key, signingInput);
            outcome = "signed";
            return signature;
        } catch (SigningUnavailable e) {
            outcome = e.reason().word();
            throw e;
        } finally {
            sample.stop(timer.withTag("outcome", outcome));
        }
    }

    // Other nodes may publish a ring that is a moment older. A version that signs immediately waits that long;
    // otherwise services that fetch the keys from such a node would refuse its first tokens.
    private void awaitPublished(SigningKey key) {
        Long known = learned.get(key.kid());
        long since = known != null ? known : learned.computeIfAbsent(key.kid(), kid -> ticker.read());
        long until = since + UNTIL_PUBLISHED.toNanos();
        for (long now = ticker.read(); until - now > 0; now = ticker.read()) {
            LockSupport.parkNanos(until - now);
        }
    }

    /** The given ring merged with the latest one this node knows. */
    KeyRing withWhatIsRemembered(KeyRing ring) {
        PublishedKeyRing known = current.get();
        return known == null ? ring : join(ring, known.ring());
    }

    KeyRing join(KeyRing one, KeyRing other) {
        return one.joined(other, clock.instant(), policy.retire());
    }

    /** Whether a turn of the rotation is urgent: Redis has lost part of the ring, or no key can sign. */
    boolean needsTurn() {
        PublishedKeyRing known = current.get();
        return known == null || isBehind || !known.signs(custody.algorithms());
    }

    /** The latest ring this node knows. */
    KeyRing ring() {
        return known().ring();
    }

    /** Reads the ring; if that fails, the latest one remains in use. */
    void look() {
        try {
            KeyRing written = rings.read().map(Written::ring).orElse(KeyRing.EMPTY);
            PublishedKeyRing followed = follow(written);
            isBehind = followed != null && !followed.ring().equals(written);
            isReadable = true;
        } catch (RuntimeException e) {
            // A later release may have written a ring that this release cannot read.
            if (isReadable) {
                LOG.warn("The key ring can't be read, continuing with the latest one known: {}", e.toString());
            }
            isReadable = false;
        }
    }

    /**
     * Merges a ring into the known one.
     *
     * @return the known ring; null if it is empty
     */
    @Nullable
    PublishedKeyRing follow(KeyRing ring) {
        long now = ticker.read();
        ring.versions().forEach(version -> learned.putIfAbsent(version.kid(), now));
        learned.keySet().removeIf(kid -> ring.find(kid).isEmpty());
        return current.updateAndGet(known -> known != null && known.ring().equals(ring) ? known : after(known, ring));
    }

    private @Nullable PublishedKeyRing after(@Nullable PublishedKeyRing known, KeyRing ring) {
        KeyRing joined = known == null ? ring : join(ring, known.ring());
        boolean isNews = !joined.equals(known == null ? KeyRing.EMPTY : known.ring());
        return isNews ? new PublishedKeyRing(joined, clock.instant(), policy) : known;
    }

    private PublishedKeyRing known() {
        PublishedKeyRing known = current.get();
        if (known == null) {
            throw new SigningUnavailable(Reason.UNREACHABLE, "the signing keys are not known yet");
        }
        Instant now = clock.instant();
        if (known.holds(now)) {
            return known;
        }
        PublishedKeyRing later = new PublishedKeyRing(known.ring(), now, policy);
        // Must not overwrite a ring that has just arrived: a compromised version would be published again for a moment.
        return current.compareAndSet(known, later) ? later : Objects.requireNonNull(current.get());
    }
}
