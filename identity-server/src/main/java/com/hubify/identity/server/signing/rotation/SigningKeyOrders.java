package com.hubify.identity.server.signing.rotation;

import com.hubify.identity.server.signing.SigningKeyEvent;
import com.hubify.identity.server.signing.SigningKeyEvent.Ordered.Order;
import com.hubify.identity.server.signing.SigningKeys;
import com.hubify.identity.server.signing.ring.KeyRing;
import com.hubify.identity.server.signing.ring.KeyVersion;
import com.hubify.identity.server.signing.ring.RotationPolicy;
import com.nimbusds.jose.JWSAlgorithm;
import java.time.Clock;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;

/** Signing keys as operators who are people see and change them; programs do at {@code /v1/signing-keys}. */
@Component
public class SigningKeyOrders {

    private final KeyRotation rotation;
    private final RotatingSigningKeys keys;
    private final RotationPolicy policy;
    private final ApplicationEventPublisher events;
    private final Clock clock;

    SigningKeyOrders(
            KeyRotation rotation,
            RotatingSigningKeys keys,
            RotationPolicy policy,
            ApplicationEventPublisher events,
            Clock clock) {
        this.rotation = rotation;
        this.keys = keys;
        this.policy = policy;
        this.events = events;
        this.clock = clock;
    }

    /**
     * A version of a key.
     *
     * @param state its stage in the life cycle, in lower case
     * @param retired since or from when it doesn't sign; null while it has no successor
     * @param compromised since when nothing it signed is valid; null if it is not compromised
     */
    public record Version(
            String kid,
            String algorithm,
            String state,
            Instant activeFrom,
            @Nullable Instant retired,
            @Nullable Instant compromised) {}

    /** All versions in the ring, grouped by algorithm, newest first. */
    public List<Version> versions() {
        KeyRing ring = keys.ring();
        Instant now = clock.instant();
        return ring.versions().stream()
                .sorted(Comparator.comparing(
                                (KeyVersion version) -> version.algorithm().getName())
                        .thenComparing(KeyVersion::activeFrom, Comparator.reverseOrder()))
                .map(version -> new Version(
                        version.kid(),
                        version.algorithm().getName(),
                        ring.state(version, now, policy.retire()).word(),
                        version.activeFrom(),
                        ring.retiredAt(version),
                        version.compromised()))
                .toList();
    }

    /**
     * Creates a version that signs once it has been announced for as long as is configured.
     *
     * @param algorithm such as {@code ES256}
     * @param operator the person's account id
     * @return its kid; empty if there are no keys of the algorithm, or as many as there may be
     */
    public Optional<String> rotate(String algorithm, String operator) {
        Optional<JWSAlgorithm> known = SigningKeys.ALGORITHMS.stream()
                .filter(one -> one.getName().equals(algorithm))
                .findFirst();
        try {
            Optional<String> kid =
                    known.map(one -> rotation.rotate(one, policy.announce()).kid());
            kid.ifPresent(made -> events.publishEvent(new SigningKeyEvent.Ordered(Order.ROTATE, made, operator)));
            return kid;
        } catch (KeyCreation.TooManyVersions e) {
            return Optional.empty();
        }
    }

    /** Revokes a compromised version now. False if there is none of that kid. */
    public boolean compromise(String kid, String operator) {
        boolean isKnown = rotation.compromise(kid).isPresent();
        if (isKnown) {
            events.publishEvent(new SigningKeyEvent.Ordered(Order.COMPROMISE, kid, operator));
        }
        return isKnown;
    }
}
