package com.hubify.identity.server.signing.rotation;

import com.hubify.identity.server.signing.SigningKey;
import com.hubify.identity.server.signing.ring.KeyRing;
import com.hubify.identity.server.signing.ring.KeyVersion;
import com.hubify.identity.server.signing.ring.RotationPolicy;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.jwk.JWKSet;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** A ring at one moment: the keys that are published, those that sign, and until when this is the case. */
final class PublishedKeyRing {

    private final KeyRing ring;
    private final Instant from;
    private final Instant until;
    private final JWKSet keys;
    private final Map<JWSAlgorithm, SigningKey> active = new HashMap<>();

    PublishedKeyRing(KeyRing ring, Instant now, RotationPolicy policy) {
        this.ring = ring;
        this.from = now;
        this.until = ring.nextChange(now, policy.retire()).orElse(Instant.MAX);
        List<KeyVersion> published = ring.published(now, policy.retire());
        this.keys = new JWKSet(
                published.stream().map(version -> version.key().publicJwk()).toList());
        published.stream()
                .map(KeyVersion::algorithm)
                .distinct()
                .forEach(algorithm ->
                        ring.active(algorithm, now).ifPresent(version -> active.put(algorithm, version.key())));
    }

    KeyRing ring() {
        return ring;
    }

    /** Whether it still applies. False also if the clock was set back. */
    boolean holds(Instant now) {
        return !now.isBefore(from) && now.isBefore(until);
    }

    JWKSet keys() {
        return keys;
    }

    /** Whether a version can sign for each of the algorithms. */
    boolean signs(Set<JWSAlgorithm> algorithms) {
        return active.keySet().containsAll(algorithms);
    }

    Optional<SigningKey> active(JWSAlgorithm algorithm) {
        return Optional.ofNullable(active.get(algorithm));
    }
}
