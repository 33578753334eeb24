package com.hubify.identity.server.client.authentication;

import java.util.Objects;
import org.springframework.security.core.Authentication;
import org.springframework.security.oauth2.core.OAuth2AuthenticationException;
import org.springframework.security.oauth2.core.OAuth2ErrorCodes;
import org.springframework.security.oauth2.server.authorization.authentication.OAuth2ClientAuthenticationToken;
import org.springframework.security.oauth2.server.authorization.client.RegisteredClient;

/** The client behind a request to one of the protocol's endpoints. */
public final class AuthenticatedClient {

    private final OAuth2ClientAuthenticationToken authentication;
    private final RegisteredClient registration;

    private AuthenticatedClient(OAuth2ClientAuthenticationToken authentication, RegisteredClient registration) {
        this.authentication = authentication;
        this.registration = registration;
    }

    /** @throws OAuth2AuthenticationException with {@code invalid_client} if no client is authenticated */
    public static AuthenticatedClient of(Authentication request) {
        if (request.getPrincipal() instanceof OAuth2ClientAuthenticationToken client && client.isAuthenticated()) {
            return new AuthenticatedClient(client, Objects.requireNonNull(client.getRegisteredClient()));
        }
        throw new OAuth2AuthenticationException(OAuth2ErrorCodes.INVALID_CLIENT);
    }

    /** The client's authentication. */
    public OAuth2ClientAuthenticationToken authentication() {
        return authentication;
    }

    /** The client's registration. */
    public RegisteredClient registration() {
        return registration;
    }
}
