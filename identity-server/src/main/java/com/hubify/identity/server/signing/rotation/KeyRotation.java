package com.hubify.identity.server.signing.rotation;

import com.hubify.identity.server.revocation.Revocations;
import com.hubify.identity.server.signing.KeyCustody;
import com.hubify.identity.server.signing.KeyMaterial;
import com.hubify.identity.server.signing.SigningUnavailable;
import com.hubify.identity.server.signing.SigningUnavailable.Reason;
import com.hubify.identity.server.signing.ring.KeyRing;
import com.hubify.identity.server.signing.ring.KeyRings;
import com.hubify.identity.server.signing.ring.KeyVersion;
import com.hubify.identity.server.signing.ring.RotationPolicy;
import com.nimbusds.jose.JWSAlgorithm;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.annotation.DependsOn;
import org.springframework.stereotype.Component;

/**
 * Creates, retires and destroys keys, by schedule or at an operator's request. Any node can do the next step, which
 * follows from the custody's keys and the ring: if a node crashes during a step, another one does it later. A version
 * is published and used only after it has been written into the ring.
 */
@Component
@DependsOn("keyProvider")
final class KeyRotation {

    private static final Logger LOG = LoggerFactory.getLogger(KeyRotation.class);

    private final KeyCustody custody;
    private final LeasedKeyRing ring;
    private final RotatingSigningKeys keys;
    private final RotationPolicy policy;
    private final KeyRevocations revocations;
    private final Clock clock;
    private final KeyAdoption adoption;
    private final KeyCreation creation;
    private final KeyDestruction destruction;

    KeyRotation(
            KeyCustody custody,
            KeyRings rings,
            RotatingSigningKeys keys,
            RotationPolicy policy,
            Revocations revocations,
            ApplicationEventPublisher events,
            Clock clock) {
        this.custody = custody;
        this.ring = new LeasedKeyRing(rings, keys, events, clock);
        this.keys = keys;
        this.policy = policy;
        this.revocations = new KeyRevocations(revocations, events, clock);
        this.clock = clock;
        this.adoption = new KeyAdoption(policy);
        this.creation = new KeyCreation(custody, this.revocations, policy, clock);
        this.destruction = new KeyDestruction(custody, policy, events);
    }

    /**
     * Does all steps that are due, unless another node does.
     *
     * @return false if another node does
     * @throws SigningUnavailable if a step failed; the others are done, and it is due again next time
     */
    boolean turn() {
        return ring.ifFree(this::turn);
    }

    /**
     * Creates a new version of the algorithm's key.
     *
     * @param announce how long to publish it before it signs. Verifiers that cache the set for longer will see tokens
     *     with an unknown key and have to fetch the set again.
     * @throws KeyCreation.TooManyVersions if the largest number of versions is published already
     * @throws SigningUnavailable if none can be created now
     */
    KeyVersion rotate(JWSAlgorithm algorithm, Duration announce) {
        return ring.onceFree(change -> {
            custody.algorithms().forEach(each -> adopt(change, each));
            KeyVersion made = creation.add(change, algorithm, announce);
            change.write();
            return made;
        });
    }

    /** Whether the ring contains the version, in any state. */
    boolean knows(String kid) {
        keys.look();
        return keys.ring().find(kid).isPresent();
    }

    /**
     * Revokes a compromised version now: it no longer signs, is no longer published, and services refuse its tokens.
     * Its successor signs immediately, or as soon as one can be created.
     *
     * @return empty if there is no such version
     * @throws SigningUnavailable if it could not be revoked
     */
    Optional<KeyVersion> compromise(String kid) {
        keys.look();
        boolean isNews = !keys.ring().isCompromised(kid);
        Optional<KeyVersion> ended =
                ring.atOnce(known -> known.compromised(kid, now())).find(kid);
        ended.ifPresent(version -> {
            revocations.revoke(kid, isNews);
            succeed(version);
        });
        return ended;
    }

    // The version is revoked, so the request must not fail. The next turn repeats what fails now.
    private void succeed(KeyVersion ended) {
        try {
            ring.onceFree(change -> {
                creation.replaceCompromised(change, ended.algorithm());
                change.write();
                destruction.destroy(change.ring(), now());
                return true;
            });
        } catch (SigningUnavailable e) {
            LOG.warn(
                    "Signing key {} has been revoked, but creating its successor or destroying it failed; trying again: {}",
                    ended.kid(),
                    e.getMessage());
        }
    }

    private void turn(KeyRingChange change) {
        change.write(); // first what Redis has lost, since that does not need the key store
        List<SigningUnavailable> troubles = new ArrayList<>();
        custody.algorithms().forEach(algorithm -> attempt(troubles, () -> adopt(change, algorithm)));
        requireAll(change.ring(), troubles);
        change.write();
        endRevoked(change);
        custody.algorithms()
                .forEach(algorithm -> attempt(troubles, () -> {
                    creation.addIfDue(change, algorithm);
                    change.write();
                }));
        attempt(troubles, () -> {
            destruction.destroy(change.ring(), now());
            change.apply(ring -> ring.withoutGone(now(), policy.retire()));
            change.write();
        });
        if (!troubles.isEmpty()) {
            throw troubles.get(0);
        }
    }

    // A ring without an algorithm whose keys cannot be read at the moment would make services refuse their tokens.
    private void requireAll(KeyRing ring, List<SigningUnavailable> troubles) {
        boolean complete = custody.algorithms().stream()
                .allMatch(algorithm -> ring.of(algorithm).findAny().isPresent());
        if (!complete) {
            throw troubles.get(0);
        }
    }

    // After a time-out the remaining steps are skipped: each would take as long.
    private static void attempt(List<SigningUnavailable> troubles, Runnable step) {
        if (troubles.stream().anyMatch(trouble -> trouble.reason() == Reason.UNREACHABLE)) {
            return;
        }
        try {
            step.run();
        } catch (SigningUnavailable e) {
            troubles.add(e);
        }
    }

    // A version whose kid an operator has revoked counts as compromised: services refuse everything it signs.
    private void endRevoked(KeyRingChange change) {
        for (KeyVersion version : change.ring().published(now(), policy.retire())) {
            if (revocations.isRevoked(version.kid())) {
                change.apply(ring -> ring.compromised(version.kid(), now()));
                // All nodes must stop signing with it before services are told, or new tokens would be refused.
                change.write();
                revocations.revoke(version.kid(), true);
            }
        }
        // A node may have crashed after it marked a version and before it published the revocation.
        change.ring().versions().stream()
                .filter(KeyVersion::isCompromised)
                .forEach(version -> revocations.revoke(version.kid(), false));
    }

    private void adopt(KeyRingChange change, JWSAlgorithm algorithm) {
        List<KeyMaterial> kept = custody.versions(algorithm);
        change.apply(ring -> adoption.adopt(ring, algorithm, kept, now()));
    }

    private Instant now() {
        return clock.instant();
    }
}
