package com.hubify.identity.server.signing.rotation;

import com.hubify.identity.protocol.Ancestor;
import com.hubify.identity.protocol.Lineage;
import com.hubify.identity.protocol.Revocation;
import com.hubify.identity.server.revocation.Revocations;
import com.hubify.identity.server.signing.SigningKeyEvent;
import java.time.Clock;
import java.util.List;
import org.springframework.context.ApplicationEventPublisher;

/** Revokes the {@code kid} of a compromised key, so that every service refuses the tokens it signed. */
final class KeyRevocations {

    private final Revocations revocations;
    private final ApplicationEventPublisher events;
    private final Clock clock;

    KeyRevocations(Revocations revocations, ApplicationEventPublisher events, Clock clock) {
        this.revocations = revocations;
        this.events = events;
        this.clock = clock;
    }

    /**
     * Publishes the revocation, unless it exists, and the audit event.
     *
     * @param isNews whether the key has just been marked: then the event is published even if the revocation exists
     */
    void revoke(String kid, boolean isNews) {
        boolean isRevoked = isRevoked(kid);
        if (!isRevoked) {
            revocations.publish(new Revocation(ancestor(kid), clock.instant()));
        }
        if (isNews || !isRevoked) {
            events.publishEvent(new SigningKeyEvent.Compromised(kid));
        }
    }

    boolean isRevoked(String kid) {
        return revocations.isRevoked(new Lineage(clock.instant(), List.of(ancestor(kid))));
    }

    private static Ancestor ancestor(String kid) {
        return new Ancestor(Ancestor.Kind.SIGNING_KEY, kid);
    }
}
