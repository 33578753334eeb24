package com.hubify.identity.server.signing.rotation;

import com.hubify.identity.server.signing.KeyProvider;
import com.hubify.identity.server.signing.OwnTokens;
import com.hubify.identity.server.signing.SigningKey;
import com.hubify.identity.server.signing.SigningKeys;
import com.hubify.identity.server.signing.SigningUnavailable.Reason;
import com.hubify.identity.server.signing.TestSigning;
import com.hubify.identity.server.signing.local.InMemoryKeyCustody;
import com.hubify.identity.server.signing.ring.InMemoryKeyRings;
import com.hubify.identity.server.signing.ring.KeyRing;
import com.hubify.identity.server.signing.ring.KeyVersion;
import com.hubify.identity.server.signing.ring.RotationPolicy;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.util.Base64URL;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Clock;
import java.time.Duration;

/** Signing keys that can be rotated and taken away. */
public final class InMemorySigningKeys implements SigningKeys {

    private static final RotationPolicy POLICY =
            new RotationPolicy(Duration.ofDays(30), Duration.ofHours(24), Duration.ofHours(25));

    private final Clock clock = Clock.systemUTC();
    private final InMemoryKeyCustody custody = new InMemoryKeyCustody(clock);
    private final RotatingSigningKeys keys = new RotatingSigningKeys(
            custody,
            new InMemoryKeyRings(clock),
            POLICY,
            clock,
            System::nanoTime,
            KeyProvider.LOCAL,
            new SimpleMeterRegistry());
    private KeyRing ring = KeyRing.EMPTY;

    public InMemorySigningKeys() {
        KeyAdoption adoption = new KeyAdoption(POLICY);
        SigningKeys.ALGORITHMS.forEach(
                algorithm -> ring = adoption.adopt(ring, algorithm, custody.versions(algorithm), clock.instant()));
        keys.follow(ring);
    }

    /** What verifies by these keys. */
    public OwnTokens ownTokens() {
        return TestSigning.ownTokens(this);
    }

    public void rotate(JWSAlgorithm algorithm) {
        SigningKey next = custody.addVersion(algorithm).key();
        ring = ring.with(KeyVersion.announced(next, clock.instant(), clock.instant()));
        keys.follow(ring);
    }

    public void goAway() {
        custody.fail(Reason.UNREACHABLE);
    }

    @Override
    public SigningKey current(JWSAlgorithm algorithm) {
        return keys.current(algorithm);
    }

    @Override
    public JWKSet published() {
        return keys.published();
    }

    @Override
    public JWKSet latest() {
        return keys.latest();
    }

    @Override
    public Base64URL sign(SigningKey key, byte[] signingInput) {
        return keys.sign(key, signingInput);
    }

    /** Signs with a key for one algorithm as another one of its family has it, which no real port would. */
    public Base64URL signAs(JWSAlgorithm algorithm, SigningKey key, byte[] signingInput) {
        return custody.signAs(algorithm, key, signingInput);
    }
}
