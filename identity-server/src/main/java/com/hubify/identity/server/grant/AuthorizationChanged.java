package com.hubify.identity.server.grant;

import org.springframework.security.oauth2.core.OAuth2AuthenticationException;
import org.springframework.security.oauth2.core.OAuth2Error;
import org.springframework.security.oauth2.core.OAuth2ErrorCodes;

/**
 * The grant was changed or revoked by another request since it was read. Answered with {@code invalid_grant}, as a request that
 * came later.
 */
public final class AuthorizationChanged extends OAuth2AuthenticationException {

    private static final long serialVersionUID = 1L;

    AuthorizationChanged() {
        super(new OAuth2Error(OAuth2ErrorCodes.INVALID_GRANT));
    }
}
