package com.hubify.identity.server.signing;

import com.hubify.identity.protocol.Ancestor;
import com.hubify.identity.server.revocation.RevokedByOperator;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/**
 * Ends a signing key that an operator has revoked by its id like any other ancestor. Services refuse all that it signs, so to
 * go on with it would be an outage.
 */
@Component
class RevokedSigningKeys {

    private final KeyRotation rotation;

    RevokedSigningKeys(KeyRotation rotation) {
        this.rotation = rotation;
    }

    @EventListener
    void on(RevokedByOperator event) {
        Ancestor ancestor = event.revocation().ancestor();
        if (ancestor.kind() == Ancestor.Kind.SIGNING_KEY) {
            rotation.compromise(ancestor.id());
        }
    }
}
