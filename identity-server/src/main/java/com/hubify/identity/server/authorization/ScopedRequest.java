package com.hubify.identity.server.authorization;

import java.util.Set;
import org.springframework.security.core.Authentication;
import org.springframework.security.oauth2.server.authorization.authentication.OAuth2AuthorizationCodeRequestAuthenticationToken;

/** An authorization request with its scopes: those it names, or the client's default scopes (RFC 6749, section 3.3). */
final class ScopedRequest extends OAuth2AuthorizationCodeRequestAuthenticationToken {

    private static final long serialVersionUID = 1L;

    private final boolean byDefault;

    /** @param address of the authorization endpoint, as the issuer names it */
    ScopedRequest(String address, OAuth2AuthorizationCodeRequestAuthenticationToken request, Set<String> scopes) {
        super(
                address,
                request.getClientId(),
                (Authentication) request.getPrincipal(),
                request.getRedirectUri(),
                request.getState(),
                scopes,
                request.getAdditionalParameters());
        this.byDefault = request.getScopes().isEmpty();
    }

    /** Whether it names none. Then it is not an OpenID request, even if {@code openid} is among the default scopes. */
    boolean isByDefault() {
        return byDefault;
    }
}
