package com.hubify.identity.resource.reactive;

import org.springframework.security.web.server.authentication.ServerAuthenticationConverter;

/**
 * What {@code ServletCredentials} are, of a reactive service.
 *
 * @param converter the service's own, where it has marked one for this, or the starter's
 */
public record WebFluxCredentials(ServerAuthenticationConverter converter) {}
