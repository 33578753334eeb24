package com.hubify.identity.server.signing;

import com.hubify.identity.protocol.Ancestor;
import com.hubify.identity.protocol.Lineage;
import com.hubify.identity.protocol.Revocation;
import com.hubify.identity.server.revocation.Revocations;
import java.time.Clock;
import java.util.List;
import org.springframework.context.ApplicationEventPublisher;

/** Tells every service that a signing key is compromised, and knows of which they were told. */
final class KeyRevocations {

    private final Revocations revocations;
    private final ApplicationEventPublisher events;
    private final Clock clock;

    KeyRevocations(Revocations revocations, ApplicationEventPublisher events, Clock clock) {
        this.revocations = revocations;
        this.events = events;
        this.clock = clock;
    }

    void revoke(String kid) {
        revocations.publish(new Revocation(ancestor(kid), clock.instant()));
        events.publishEvent(new SigningKeyCompromised(kid));
    }

    boolean isRevoked(String kid) {
        return revocations.isRevoked(new Lineage(clock.instant(), List.of(ancestor(kid))));
    }

    private static Ancestor ancestor(String kid) {
        return new Ancestor(Ancestor.Kind.SIGNING_KEY, kid);
    }
}
