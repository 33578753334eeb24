package com.hubify.identity.server.signing.rotation;

import com.hubify.identity.server.signing.SigningKeyEvent;
import com.hubify.identity.server.signing.SigningUnavailable;
import com.hubify.identity.server.signing.SigningUnavailable.Reason;
import com.hubify.identity.server.signing.ring.KeyRing;
import com.hubify.identity.server.signing.ring.KeyRings;
import com.hubify.identity.server.signing.ring.KeyRings.Written;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.function.UnaryOperator;
import org.springframework.context.ApplicationEventPublisher;

/**
 * A change of the ring in progress: the ring in Redis, merged with the one this node remembers, and the new decisions.
 */
final class KeyRingChange {

    /**
     * How long a decision may be merged with what other nodes have written meanwhile. Later it is outdated: a version
     * announced before a long pause of this process would sign before verifiers have seen it.
     */
    static final Duration FRESH = Duration.ofSeconds(30);

    private final KeyRings rings;
    private final RotatingSigningKeys keys;
    private final ApplicationEventPublisher events;
    private final Clock clock;
    private final Instant begun;
    private Written written;
    private KeyRing ring;

    KeyRingChange(KeyRings rings, RotatingSigningKeys keys, ApplicationEventPublisher events, Clock clock) {
        this.rings = rings;
        this.keys = keys;
        this.events = events;
        this.clock = clock;
        this.begun = clock.instant();
        this.written = read(rings);
        this.ring = keys.withWhatIsRemembered(written.ring());
    }

    static Written read(KeyRings rings) {
        return rings.read().orElse(new Written(KeyRing.EMPTY, 0));
    }

    KeyRing ring() {
        return ring;
    }

    void apply(UnaryOperator<KeyRing> change) {
        ring = change.apply(ring);
    }

    /**
     * Writes the changes since the last write, merged with what other nodes have written meanwhile, and publishes
     * events about new versions.
     *
     * @throws SigningUnavailable if another node has changed the ring and this change is out of date
     */
    void write() {
        if (ring.equals(written.ring())) {
            return;
        }
        while (!rings.replace(written.revision(), ring)) {
            if (clock.instant().isAfter(begun.plus(FRESH))) {
                throw new SigningUnavailable(Reason.FAILED, "another node has changed the key ring in the meantime");
            }
            written = read(rings);
            ring = keys.join(ring, written.ring());
        }
        KeyRing before = written.ring();
        written = new Written(ring, written.revision() + 1);
        keys.follow(ring);
        ring.versions().stream()
                .filter(version -> before.find(version.kid()).isEmpty())
                .forEach(version ->
                        events.publishEvent(new SigningKeyEvent.Announced(version.kid(), version.activeFrom())));
    }
}
