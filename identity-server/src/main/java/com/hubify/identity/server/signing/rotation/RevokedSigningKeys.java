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
 * Ends a signing key whose id an operator has revoked like any other ancestor. Services refuse everything it signs, so
 * signing with it would be an outage.
 *
 * <p>This requires the scope of {@code /v1/signing-keys}. Otherwise an operator who may only revoke credentials could
 * stop the server from signing, by revoking the ids of its present and future keys.
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
