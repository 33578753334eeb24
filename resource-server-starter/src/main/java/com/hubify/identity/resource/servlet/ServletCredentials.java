package com.hubify.identity.resource.servlet;

import org.springframework.security.oauth2.server.resource.web.BearerTokenResolver;

/**
 * Who finds the credential in a servlet request. Not a bean of Spring's type: one of the service's own, for whatever else it
 * accepts, is to stay the only one.
 *
 * @param resolver the service's own, where it has marked one for this, or the starter's
 */
public record ServletCredentials(BearerTokenResolver resolver) {}
