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
 * Signs with the active version and publishes those whose tokens are valid, by the latest ring it has read: so it still publishes
 * while the custody or Redis is away. Times signatures as {@code hubify.signing}, tagged {@code provider} and {@code outcome}:
 * {@code signed}, or the reason why there is no signature.
 */
final class RotatingSigningKeys implements SigningKeys {

    /** Longer than {@link CoalescedRefresh#MAX_AGE}: until every node publishes a key that has been written. */
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
        // Otherwise the schedule goes on reading, and no request waits for a Redis that hangs.
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

    // Other nodes publish a ring that they read a moment ago. A version that signs at once waits for as long, or
    // services that fetch the keys from such a node would refuse its first tokens.
    private void awaitPublished(SigningKey key) {
        Long known = learned.get(key.kid());
        long since = known != null ? known : learned.computeIfAbsent(key.kid(), kid -> ticker.read());
        long until = since + UNTIL_PUBLISHED.toNanos();
        for (long now = ticker.read(); until - now > 0; now = ticker.read()) {
            LockSupport.parkNanos(until - now);
        }
    }

    /** The ring merged with what this node knows. */
    KeyRing withWhatIsRemembered(KeyRing ring) {
        PublishedKeyRing known = current.get();
        return known == null ? ring : join(ring, known.ring());
    }

    KeyRing join(KeyRing one, KeyRing other) {
        return one.joined(other, clock.instant(), policy.retire());
    }

    /** Whether a turn of the rotation is urgent: Redis has lost some of the ring, or there is no key to sign with. */
    boolean needsTurn() {
        PublishedKeyRing known = current.get();
        return known == null || isBehind || !known.signs(custody.algorithms());
    }

    /** The latest ring it knows. */
    KeyRing ring() {
        return known().ring();
    }

    /** Reads the ring; if that fails, the latest one still counts. */
    void look() {
        try {
            KeyRing written = rings.read().map(Written::ring).orElse(KeyRing.EMPTY);
            PublishedKeyRing followed = follow(written);
            isBehind = followed != null && !followed.ring().equals(written);
            isReadable = true;
        } catch (RuntimeException e) {
            // A later release may have written a ring that this one can't read.
            if (isReadable) {
                LOG.warn("The key ring can't be read, going on with the latest one known: {}", e.toString());
            }
            isReadable = false;
        }
    }

    /**
     * Takes over a ring, merged with what is known already.
     *
     * @return what is known now; null if that is nothing
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
        // Not over a ring that has just come in: a compromised version would be back for a moment.
        return current.compareAndSet(known, later) ? later : Objects.requireNonNull(current.get());
    }
}
