package com.hubify.identity.resource.reactive;

import org.springframework.security.web.server.authentication.ServerAuthenticationConverter;

/**
 * What reads the credential of a reactive request; see {@code ServletCredentials}.
 *
 * @param converter the service's own where it is marked for this, or the starter's
 */
public record WebFluxCredentials(ServerAuthenticationConverter converter) {}
