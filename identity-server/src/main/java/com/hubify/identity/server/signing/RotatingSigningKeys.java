package com.hubify.identity.server.signing;

import com.github.benmanes.caffeine.cache.Ticker;
import com.hubify.identity.server.signing.SigningUnavailable.Reason;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.util.Base64URL;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;

/**
 * Signs with the version whose time it is, and publishes those whose tokens are good. What it knows it has from the ring, which
 * {@link KeyRotation} keeps up to date; so it publishes on while the custody is away, and while Redis is.
 */
final class RotatingSigningKeys implements SigningKeys {

    private static final Logger LOG = LoggerFactory.getLogger(RotatingSigningKeys.class);

    /** Between looks at the ring that strangers can cause. */
    private static final long PAUSE = Duration.ofMillis(200).toNanos();

    private final KeyCustody custody;
    private final KeyRings rings;
    private final RotationPolicy policy;
    private final Clock clock;
    private final Ticker ticker;
    private final AtomicLong lookedAt;
    private final AtomicReference<@Nullable PublishedKeyRing> current = new AtomicReference<>();

    RotatingSigningKeys(KeyCustody custody, KeyRings rings, RotationPolicy policy, Clock clock, Ticker ticker) {
        this.custody = custody;
        this.rings = rings;
        this.ticker = ticker;
        this.lookedAt = new AtomicLong(ticker.read() - PAUSE);
        this.policy = policy;
        this.clock = clock;
    }

    @Override
    public SigningKey current(JWSAlgorithm algorithm) {
        if (!custody.algorithms().contains(algorithm)) {
            throw new IllegalArgumentException("there is no key for " + algorithm);
        }
        return known().active(algorithm)
                .orElseThrow(() -> new SigningUnavailable(Reason.KEY_MISSING, "there is no key for " + algorithm));
    }

    @Override
    public JWKSet published() {
        return known().keys();
    }

    @Override
    public JWKSet latest() {
        long before = lookedAt.get();
        long now = ticker.read();
        if (now - before >= PAUSE && lookedAt.compareAndSet(before, now)) {
            look();
        }
        return published();
    }

    @Override
    public Base64URL sign(SigningKey key, byte[] signingInput) {
        return custody.sign(key, signingInput);
    }

    /** What it goes by, if it knows anything yet. */
    Optional<KeyRing> followed() {
        return Optional.ofNullable(current.get()).map(PublishedKeyRing::ring);
    }

    /** What it goes by. */
    KeyRing ring() {
        return known().ring();
    }

    /** Looks whether another node has changed the ring; if that can't be found out, all stays as it is. */
    void look() {
        try {
            rings.read().ifPresent(written -> follow(written.ring()));
        } catch (DataAccessException e) {
            LOG.debug("The ring of signing keys can't be read", e);
        }
    }

    /** Goes by this ring from now on. */
    void follow(KeyRing ring) {
        PublishedKeyRing known = current.get();
        if (known == null || !known.ring().equals(ring)) {
            current.set(new PublishedKeyRing(ring, clock.instant(), policy));
        }
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
        current.compareAndSet(known, later);
        return later;
    }
}
