package com.hubify.identity.resource;

import com.hubify.identity.resource.Verification.Reason;
import org.springframework.security.oauth2.core.OAuth2AuthenticationException;

/** A credential does not hold. Its sender is told {@link BearerErrors#INVALID_TOKEN} and nothing else; the log, why. */
final class CredentialRefused extends OAuth2AuthenticationException {

    private static final long serialVersionUID = 1L;

    private final Reason reason;

    CredentialRefused(Reason reason) {
        super(BearerErrors.INVALID_TOKEN);
        this.reason = reason;
    }

    Reason reason() {
        return reason;
    }
}
