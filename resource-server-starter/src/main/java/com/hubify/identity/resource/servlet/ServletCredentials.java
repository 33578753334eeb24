package com.hubify.identity.resource.servlet;

import org.springframework.security.oauth2.server.resource.web.BearerTokenResolver;

/**
 * Holds the resolver that reads the credential of a servlet request. The starter does not define a bean of Spring's
 * type, so that one of the service's own, for other credentials, remains the only candidate.
 *
 * @param resolver the service's bean with {@code @Qualifier("hubify")}, otherwise the starter's
 */
public record ServletCredentials(BearerTokenResolver resolver) {}
