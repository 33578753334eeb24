package com.hubify.identity.resource.verification;

import com.hubify.identity.resource.verification.Verification.Reason;
import org.springframework.security.oauth2.core.OAuth2AuthenticationException;
import org.springframework.security.oauth2.server.resource.BearerTokenError;
import org.springframework.security.oauth2.server.resource.BearerTokenErrors;

/** A credential was refused. Its sender is told {@link #INVALID_TOKEN} and nothing else; the reason is logged. */
public final class CredentialRefused extends OAuth2AuthenticationException {

    public static final BearerTokenError INVALID_TOKEN =
            BearerTokenErrors.invalidToken("The credential is invalid, expired or revoked");

    private static final long serialVersionUID = 1L;

    private final Reason reason;

    public CredentialRefused(Reason reason) {
        super(INVALID_TOKEN);
        this.reason = reason;
    }

    public Reason reason() {
        return reason;
    }
}
