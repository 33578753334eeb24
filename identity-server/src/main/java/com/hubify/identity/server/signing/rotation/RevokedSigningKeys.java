package com.hubify.identity.server.signing.rotation;

import com.hubify.identity.protocol.Ancestor;
import com.hubify.identity.server.api.ApiCaller;
import com.hubify.identity.server.api.ApiError;
import com.hubify.identity.server.api.ApiRefusal;
import com.hubify.identity.server.revocation.RevocationCheck;
import com.hubify.identity.server.revocation.RevokedByOperator;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/**
 * Ends a signing key that an operator has revoked by its id like any other ancestor. Services refuse all that it signs, so to
 * go on with it would be an outage.
 *
 * <p>It takes what {@code /v1/signing-keys} takes: who may only revoke credentials could otherwise stop the server from
 * signing, now by its key, or later by the ids that its next keys will have.
 */
@Component
class RevokedSigningKeys implements RevocationCheck {

    private final KeyRotation rotation;

    RevokedSigningKeys(KeyRotation rotation) {
        this.rotation = rotation;
    }

    @Override
    public void check(Ancestor ancestor, ApiCaller operator) {
        if (ancestor.kind() == Ancestor.Kind.SIGNING_KEY) {
            operator.require(SigningKeyController.WRITE);
            if (!rotation.knows(ancestor.id())) {
                throw new ApiRefusal(ApiError.of(404, "not_found", "There is no signing key with that id."));
            }
        }
    }

    @EventListener
    void on(RevokedByOperator event) {
        Ancestor ancestor = event.revocation().ancestor();
        if (ancestor.kind() == Ancestor.Kind.SIGNING_KEY) {
            rotation.compromise(ancestor.id());
        }
    }
}
