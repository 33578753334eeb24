package com.hubify.identity.server.signing.rotation;

import com.hubify.identity.server.revocation.Revocations;
import com.hubify.identity.server.signing.KeyCustody;
import com.hubify.identity.server.signing.KeyMaterial;
import com.hubify.identity.server.signing.SigningKey;
import com.hubify.identity.server.signing.SigningKeyEvent;
import com.hubify.identity.server.signing.SigningUnavailable;
import com.hubify.identity.server.signing.SigningUnavailable.Reason;
import com.hubify.identity.server.signing.ring.KeyRing;
import com.hubify.identity.server.signing.ring.KeyRingChange;
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

/**
 * Makes keys, retires them and has them destroyed, by itself or when an operator says so. Any node can do the next step, and
 * each step is found out anew from what the custody has and what the ring says; so when a node dies in the middle of one,
 * another does it later. Nobody is told of a version before it stands in the ring.
 */
final class KeyRotation {

    private static final Logger LOG = LoggerFactory.getLogger(KeyRotation.class);

    /** Of an algorithm. Verifiers take a set of bounded size, and every one of them keeps it. */
    static final int MOST_PUBLISHED = 32;

    private final KeyCustody custody;
    private final LeasedKeyRing ring;
    private final RotatingSigningKeys keys;
    private final RotationPolicy policy;
    private final KeyRevocations revocations;
    private final ApplicationEventPublisher events;
    private final Clock clock;
    private final KeyAdoption adoption;
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
        this.ring = new LeasedKeyRing(rings, keys);
        this.keys = keys;
        this.policy = policy;
        this.revocations = new KeyRevocations(revocations, clock);
        this.events = events;
        this.clock = clock;
        this.adoption = new KeyAdoption(policy);
        this.destruction = new KeyDestruction(custody, policy, events);
    }

    /**
     * Does whatever it is time for, unless another node is at it.
     *
     * @return false if another node is
     * @throws SigningUnavailable if something could not be done; what could be is done, and the rest is found again next time
     */
    boolean turn() {
        return ring.ifFree(this::turn);
    }

    /**
     * Makes a new version of the algorithm's key.
     *
     * @param announce for how long to publish it before it is used. Less than a verifier keeps a set, and verifiers meet
     *     tokens with a key they don't know: they fetch the set once more.
     * @throws TooManyVersions if there are so many already
     * @throws SigningUnavailable if none can be made now
     */
    KeyVersion rotate(JWSAlgorithm algorithm, Duration announce) {
        return ring.onceFree(change -> {
            custody.algorithms().forEach(each -> adopt(change, each));
            long published = change.ring().published(now(), policy.retire()).stream()
                    .filter(version -> version.algorithm().equals(algorithm))
                    .count();
            if (published >= MOST_PUBLISHED) {
                throw new TooManyVersions(algorithm, MOST_PUBLISHED);
            }
            KeyVersion made = addVersion(change, algorithm, announce);
            write(change);
            return made;
        });
    }

    /** Whether there is such a version, whatever has become of it. */
    boolean knows(String kid) {
        keys.look();
        return keys.ring().find(kid).isPresent();
    }

    /**
     * Ends a version now: it signs no more, is published no more, and every service is told to refuse what it signed. Its
     * successor signs at once, or as soon as one can be made.
     *
     * @return empty if there is no such version
     * @throws SigningUnavailable if it has not ended
     */
    Optional<KeyVersion> compromise(String kid) {
        keys.look();
        boolean isNews = !keys.ring().isCompromised(kid);
        Optional<KeyVersion> ended =
                ring.atOnce(known -> known.compromised(kid, now())).find(kid);
        ended.ifPresent(version -> {
            tell(kid, isNews);
            succeed(version);
        });
        return ended;
    }

    // To the operator it is over, and must not look as if it had failed. What can't be done now the next turn does.
    private void succeed(KeyVersion ended) {
        try {
            ring.onceFree(change -> {
                succeed(change, ended.algorithm());
                return true;
            });
        } catch (SigningUnavailable e) {
            LOG.warn(
                    "{} has ended, and its successor isn't made or it isn't destroyed yet: {}",
                    ended.kid(),
                    e.getMessage());
        }
    }

    private void succeed(KeyRingChange change, JWSAlgorithm algorithm) {
        replaceCompromised(change, algorithm);
        write(change);
        destruction.destroy(change.ring(), now());
    }

    private void turn(KeyRingChange change) {
        write(change); // what Redis has lost comes first, it needs nobody else
        List<SigningUnavailable> troubles = new ArrayList<>();
        custody.algorithms().forEach(algorithm -> attempt(troubles, () -> adopt(change, algorithm)));
        requireAll(change.ring(), troubles);
        write(change);
        endRevoked(change);
        custody.algorithms().forEach(algorithm -> attempt(troubles, () -> rotateIfDue(change, algorithm)));
        attempt(troubles, () -> {
            destruction.destroy(change.ring(), now());
            change.apply(ring -> ring.withoutGone(now(), policy.retire()));
            write(change);
        });
        if (!troubles.isEmpty()) {
            throw troubles.get(0);
        }
    }

    // A ring without some algorithm's keys, written because they could not be read just then, would have
    // their tokens refused.
    private void requireAll(KeyRing ring, List<SigningUnavailable> troubles) {
        boolean complete = custody.algorithms().stream()
                .allMatch(algorithm -> ring.of(algorithm).findAny().isPresent());
        if (!complete) {
            throw troubles.get(0);
        }
    }

    // A key store that doesn't answer isn't asked for the next thing: each time would take the whole time-out.
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

    private void rotateIfDue(KeyRingChange change, JWSAlgorithm algorithm) {
        replaceCompromised(change, algorithm);
        if (change.ring().isDueForRotation(algorithm, now(), policy)) {
            addVersion(change, algorithm, policy.announce());
        }
        write(change);
    }

    // What an operator revokes by its kid is as good as compromised: to sign on with it would be to make dead tokens.
    private void endRevoked(KeyRingChange change) {
        for (KeyVersion version : change.ring().published(now(), policy.retire())) {
            if (revocations.isRevoked(version.kid())) {
                change.apply(ring -> ring.compromised(version.kid(), now()));
                // Nobody is to sign with it when services are told, or they would refuse what is signed meanwhile.
                write(change);
                tell(version.kid(), true);
            }
        }
        // A node may have died after it marked a version and before it told of it.
        change.ring().versions().stream()
                .filter(KeyVersion::isCompromised)
                .forEach(version -> tell(version.kid(), false));
    }

    private void tell(String kid, boolean isNews) {
        if (revocations.revokeOnce(kid) || isNews) {
            events.publishEvent(new SigningKeyEvent.Compromised(kid));
        }
    }

    // Not where the one that is to sign isn't there: that is for an operator to look into.
    private void replaceCompromised(KeyRingChange change, JWSAlgorithm algorithm) {
        if (change.ring().lacksHeir(algorithm, now())) {
            addVersion(change, algorithm, Duration.ZERO);
        }
    }

    private void adopt(KeyRingChange change, JWSAlgorithm algorithm) {
        List<KeyMaterial> kept = custody.versions(algorithm);
        change.apply(ring -> adoption.adopt(ring, algorithm, kept, now()));
    }

    private KeyVersion addVersion(KeyRingChange change, JWSAlgorithm algorithm, Duration announce) {
        SigningKey key = newKey(change.ring(), algorithm);
        Instant now = now();
        KeyVersion made = KeyVersion.announced(key, now, now.plus(announce));
        change.apply(ring -> ring.with(made));
        return made;
    }

    // An operator may have revoked a version before there was one, and a key store that was put back from a backup
    // makes versions again that there were.
    private SigningKey newKey(KeyRing ring, JWSAlgorithm algorithm) {
        for (int i = 0; i < MOST_PUBLISHED; i++) {
            SigningKey key = custody.addVersion(algorithm).key();
            if (ring.find(key.kid()).isEmpty() && !revocations.isRevoked(key.kid())) {
                return key;
            }
        }
        throw new SigningUnavailable(
                Reason.FAILED, "every new key for " + algorithm + " has the id of one that was or ended");
    }

    private void write(KeyRingChange change) {
        List<KeyVersion> before = change.written().versions();
        if (change.write()) {
            keys.follow(change.ring());
            change.ring().versions().stream()
                    .filter(version ->
                            before.stream().noneMatch(known -> known.kid().equals(version.kid())))
                    .forEach(version ->
                            events.publishEvent(new SigningKeyEvent.Announced(version.kid(), version.activeFrom())));
        }
    }

    private Instant now() {
        return clock.instant();
    }
}
