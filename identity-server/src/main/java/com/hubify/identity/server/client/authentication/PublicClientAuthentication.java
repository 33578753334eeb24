package com.hubify.identity.server.client.authentication;

import java.util.Map;
import org.springframework.security.oauth2.core.ClientAuthenticationMethod;
import org.springframework.security.oauth2.server.authorization.authentication.OAuth2ClientAuthenticationToken;

/** A public client that is identified by its client_id, in a request without a code. */
final class PublicClientAuthentication extends OAuth2ClientAuthenticationToken {

    private static final long serialVersionUID = 1L;

    PublicClientAuthentication(String clientId, Map<String, Object> parameters) {
        super(clientId, ClientAuthenticationMethod.NONE, null, parameters);
    }
}
