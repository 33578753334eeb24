package com.hubify.identity.server.signing.rotation;

import com.hubify.identity.protocol.Ancestor;
import com.hubify.identity.protocol.Lineage;
import com.hubify.identity.protocol.Revocation;
import com.hubify.identity.server.revocation.Revocations;
import java.time.Clock;
import java.util.List;

/** Tells every service that a signing key is compromised, and knows of which they were told. */
final class KeyRevocations {

    private final Revocations revocations;
    private final Clock clock;

    KeyRevocations(Revocations revocations, Clock clock) {
        this.revocations = revocations;
        this.clock = clock;
    }

    /** @return whether it was not yet */
    boolean revokeOnce(String kid) {
        if (isRevoked(kid)) {
            return false;
        }
        revocations.publish(new Revocation(ancestor(kid), clock.instant()));
        return true;
    }

    boolean isRevoked(String kid) {
        return revocations.isRevoked(new Lineage(clock.instant(), List.of(ancestor(kid))));
    }

    private static Ancestor ancestor(String kid) {
        return new Ancestor(Ancestor.Kind.SIGNING_KEY, kid);
    }
}
