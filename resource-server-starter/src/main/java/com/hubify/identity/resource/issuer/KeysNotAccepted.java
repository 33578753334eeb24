package com.hubify.identity.resource.issuer;

import org.springframework.security.oauth2.server.resource.introspection.OAuth2IntrospectionException;

/** This service has no credentials of its own to introspect keys with. */
public final class KeysNotAccepted extends OAuth2IntrospectionException {

    private static final long serialVersionUID = 1L;

    public KeysNotAccepted() {
        super("API keys are not accepted: hubify.resource.client-id is not set");
    }
}
