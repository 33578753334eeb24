package com.hubify.identity.server.authorization;

import java.util.Set;
import org.springframework.security.core.Authentication;
import org.springframework.security.oauth2.server.authorization.authentication.OAuth2AuthorizationCodeRequestAuthenticationToken;

/**
 * An authorization request without a scope, which gets the client's default scopes (RFC 6749, section 3.3). It is not an
 * OpenID request, even if {@code openid} is among them.
 */
final class DefaultScopesRequest extends OAuth2AuthorizationCodeRequestAuthenticationToken {

    private static final long serialVersionUID = 1L;

    /** @param address of the authorization endpoint, as the issuer names it */
    DefaultScopesRequest(
            String address, OAuth2AuthorizationCodeRequestAuthenticationToken request, Set<String> defaultScopes) {
        super(
                address,
                request.getClientId(),
                (Authentication) request.getPrincipal(),
                request.getRedirectUri(),
                request.getState(),
                defaultScopes,
                request.getAdditionalParameters());
    }
}
