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
 * Signs with the version whose time it is, and publishes those whose tokens are good. What it knows it has from the ring, which
 * {@link KeyRotation} keeps up to date; so it publishes on while the custody is away, and while Redis is.
 *
 * <p>Measures signatures in the timer {@code hubify.signing} with the tags {@code provider} and {@code outcome}: {@code signed},
 * or in lower case the reason why there is no signature.
 */
final class RotatingSigningKeys implements SigningKeys {

    /** Longer than {@link CoalescedRefresh#MAX_AGE}: until every node publishes a key that has been written down. */
    private static final Duration UNTIL_PUBLISHED = CoalescedRefresh.MAX_AGE.plusMillis(25);

    private static final Logger LOG = LoggerFactory.getLogger(RotatingSigningKeys.class);

    private final KeyCustody custody;
    private final KeyRings rings;
    private final RotationPolicy policy;
    private final Clock clock;
    private final Ticker ticker;
    private final CoalescedRefresh shared;
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
        this.shared = new CoalescedRefresh(this::look, ticker);
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
        // Otherwise the schedule goes on looking, and nobody waits for a store that hangs.
        if (isReadable) {
            shared.take();
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

    // Other nodes answer with a ring that they read a moment ago. A version that is to sign at once waits for as long:
    // else services that fetch the keys from such a node would refuse its first tokens.
    private void awaitPublished(SigningKey key) {
        Long known = learned.get(key.kid());
        long since = known != null ? known : learned.computeIfAbsent(key.kid(), kid -> ticker.read());
        long left = since + UNTIL_PUBLISHED.toNanos() - ticker.read();
        while (left > 0) {
            LockSupport.parkNanos(left);
            left = since + UNTIL_PUBLISHED.toNanos() - ticker.read();
        }
    }

    /** The ring, and what this node knows and it doesn't. */
    KeyRing withWhatIsRemembered(KeyRing ring) {
        PublishedKeyRing known = current.get();
        return known == null ? ring : join(ring, known.ring());
    }

    /** What the one knows and what the other does. */
    KeyRing join(KeyRing one, KeyRing other) {
        return one.joined(other, clock.instant(), policy.retire());
    }

    /** Whether somebody should do something about the ring now: Redis has lost some of it, or there is nothing to sign with. */
    boolean needsTurn() {
        PublishedKeyRing known = current.get();
        return known == null || isBehind || !known.signs(custody.algorithms());
    }

    /** What it goes by. */
    KeyRing ring() {
        return known().ring();
    }

    /** Looks whether another node has changed the ring; if that can't be found out, all stays as it is. */
    void look() {
        try {
            KeyRing written = rings.read().map(Written::ring).orElse(KeyRing.EMPTY);
            PublishedKeyRing followed = follow(written);
            isBehind = followed != null && !followed.ring().equals(written);
            isReadable = true;
        } catch (RuntimeException e) {
            // A ring that a later version of this server has written may be one that this one can't read.
            if (isReadable) {
                LOG.warn("The ring of signing keys can't be read, this server goes by what it knows: {}", e.toString());
            }
            isReadable = false;
        }
    }

    /**
     * Goes by this ring from now on, and by what was known before and isn't in it.
     *
     * @return what it goes by now; null if that is nothing
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
        // Not over a ring that has just come in: a version that is compromised would be back for a moment.
        return current.compareAndSet(known, later) ? later : Objects.requireNonNull(current.get());
    }
}
