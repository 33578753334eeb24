package com.hubify.identity.server.signing.rotation;

import com.hubify.identity.server.signing.KeyCustody;
import com.hubify.identity.server.signing.SigningKey;
import com.hubify.identity.server.signing.SigningUnavailable;
import com.hubify.identity.server.signing.SigningUnavailable.Reason;
import com.hubify.identity.server.signing.ring.KeyRing;
import com.hubify.identity.server.signing.ring.KeyVersion;
import com.hubify.identity.server.signing.ring.RotationPolicy;
import com.nimbusds.jose.JWSAlgorithm;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;

/**
 * Creates new versions of keys: scheduled successors, successors of compromised ones, and those that an operator
 * requests.
 */
final class KeyCreation {

    /** Per algorithm. Verifiers accept and cache only a set of limited size. */
    static final int MOST_PUBLISHED = 32;

    private final KeyCustody custody;
    private final KeyRevocations revocations;
    private final RotationPolicy policy;
    private final Clock clock;

    KeyCreation(KeyCustody custody, KeyRevocations revocations, RotationPolicy policy, Clock clock) {
        this.custody = custody;
        this.revocations = revocations;
        this.policy = policy;
        this.clock = clock;
    }

    /** @throws TooManyVersions if {@link #MOST_PUBLISHED} are published already */
    KeyVersion add(KeyRingChange change, JWSAlgorithm algorithm, Duration announce) {
        long published = change.ring().published(clock.instant(), policy.retire()).stream()
                .filter(version -> version.algorithm().equals(algorithm))
                .count();
        if (published >= MOST_PUBLISHED) {
            throw new TooManyVersions(MOST_PUBLISHED + " versions are published for " + algorithm + ", the maximum");
        }
        return addUnlimited(change, algorithm, announce);
    }

    void addIfDue(KeyRingChange change, JWSAlgorithm algorithm) {
        replaceCompromised(change, algorithm);
        if (change.ring().isDueForRotation(algorithm, clock.instant(), policy)) {
            addUnlimited(change, algorithm, policy.announce());
        }
    }

    // Not if the version that is to sign is missing from the key store: that needs an operator.
    void replaceCompromised(KeyRingChange change, JWSAlgorithm algorithm) {
        if (change.ring().lacksHeir(algorithm, clock.instant())) {
            addUnlimited(change, algorithm, Duration.ZERO);
        }
    }

    private KeyVersion addUnlimited(KeyRingChange change, JWSAlgorithm algorithm, Duration announce) {
        SigningKey key = newKey(change.ring(), algorithm);
        Instant now = clock.instant();
        KeyVersion made = KeyVersion.announced(key, now, now.plus(announce));
        change.apply(ring -> ring.with(made));
        return made;
    }

    // An operator may have revoked the id of a future version, and a key store restored from a backup creates versions
    // again that existed before.
    private SigningKey newKey(KeyRing ring, JWSAlgorithm algorithm) {
        for (int i = 0; i < MOST_PUBLISHED; i++) {
            SigningKey key = custody.addVersion(algorithm).key();
            if (ring.find(key.kid()).isEmpty() && !revocations.isRevoked(key.kid())) {
                return key;
            }
        }
        throw new SigningUnavailable(
                Reason.FAILED,
                "the ids of %d new versions for %s are all known or revoked already"
                        .formatted(MOST_PUBLISHED, algorithm));
    }

    /** An operator's rotation is refused until the time of some version is over. */
    static final class TooManyVersions extends RuntimeException {

        private static final long serialVersionUID = 1L;

        private TooManyVersions(String message) {
            super(message);
        }
    }
}
