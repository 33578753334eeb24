package com.hubify.identity.server.grant;

import org.springframework.security.oauth2.core.OAuth2AuthenticationException;
import org.springframework.security.oauth2.core.OAuth2Error;
import org.springframework.security.oauth2.core.OAuth2ErrorCodes;

/** A concurrent request used the code, token or consent first. The client gets the same error as if it had come later. */
public final class AuthorizationChanged extends OAuth2AuthenticationException {

    private static final long serialVersionUID = 1L;

    AuthorizationChanged() {
        super(new OAuth2Error(OAuth2ErrorCodes.INVALID_GRANT));
    }
}
