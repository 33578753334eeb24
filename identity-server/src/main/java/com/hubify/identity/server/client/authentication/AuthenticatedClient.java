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

    /** @throws OAuth2AuthenticationException with {@code invalid_client} if the request brings no client that is known */
    public static AuthenticatedClient of(Authentication request) {
        if (request.getPrincipal() instanceof OAuth2ClientAuthenticationToken client && client.isAuthenticated()) {
            return new AuthenticatedClient(client, Objects.requireNonNull(client.getRegisteredClient()));
        }
        throw new OAuth2AuthenticationException(OAuth2ErrorCodes.INVALID_CLIENT);
    }

    /** How the client proved who it is. */
    public OAuth2ClientAuthenticationToken authentication() {
        return authentication;
    }

    /** What the client was registered for. */
    public RegisteredClient registration() {
        return registration;
    }
}
