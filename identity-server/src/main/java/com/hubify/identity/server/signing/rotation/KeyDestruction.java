package com.hubify.identity.server.signing.rotation;

import com.hubify.identity.server.signing.KeyCustody;
import com.hubify.identity.server.signing.SigningKey;
import com.hubify.identity.server.signing.SigningKeyEvent;
import com.hubify.identity.server.signing.SigningUnavailable;
import com.hubify.identity.server.signing.ring.KeyRing;
import com.hubify.identity.server.signing.ring.KeyState;
import com.hubify.identity.server.signing.ring.KeyVersion;
import com.hubify.identity.server.signing.ring.RotationPolicy;
import com.nimbusds.jose.JWSAlgorithm;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.context.ApplicationEventPublisher;

/**
 * Destroys private keys that are no longer needed: those of versions whose time is over, and after a compromise those
 * of all versions before the active one. The public keys stay in the ring as long as they are needed to verify tokens.
 */
final class KeyDestruction {

    private final KeyCustody custody;
    private final ApplicationEventPublisher events;
    private final RotationPolicy policy;
    private final Map<String, Integer> done = new ConcurrentHashMap<>();

    KeyDestruction(KeyCustody custody, RotationPolicy policy, ApplicationEventPublisher events) {
        this.custody = custody;
        this.events = events;
        this.policy = policy;
    }

    /** @throws SigningUnavailable if the custody can't destroy them now */
    void destroy(KeyRing ring, Instant now) {
        for (JWSAlgorithm algorithm : custody.algorithms()) {
            ring.active(algorithm, now).ifPresent(active -> {
                SigningKey oldest = oldestNeeded(ring, active, now).key();
                if (done.getOrDefault(oldest.name(), 1) < oldest.version()) {
                    custody.destroyOlderThan(oldest);
                    done.put(oldest.name(), oldest.version());
                    events.publishEvent(new SigningKeyEvent.Destroyed(oldest.kid()));
                }
            });
        }
    }

    private KeyVersion oldestNeeded(KeyRing ring, KeyVersion active, Instant now) {
        List<KeyVersion> older = ring.of(active.algorithm())
                .filter(version -> version.key().name().equals(active.key().name()))
                .filter(version -> version.key().version() < active.key().version())
                .toList();
        if (older.stream().anyMatch(KeyVersion::isCompromised)) {
            return active;
        }
        return older.stream()
                .filter(version -> ring.state(version, now, policy.retire()) != KeyState.GONE)
                .min(Comparator.comparing(version -> version.key().version()))
                .orElse(active);
    }
}
