package com.hubify.identity.resource.reactive;

import org.springframework.security.web.server.authentication.ServerAuthenticationConverter;

/**
 * Holds the converter that reads the credential of a reactive request; see {@code ServletCredentials}.
 *
 * @param converter the service's bean with {@code @Qualifier("hubify")}, otherwise the starter's
 */
public record WebFluxCredentials(ServerAuthenticationConverter converter) {}
