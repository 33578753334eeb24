package com.hubify.identity.resource.servlet;

import org.springframework.security.oauth2.server.resource.web.BearerTokenResolver;

/**
 * What reads the credential of a servlet request. Not a bean of Spring's type: one of the service's own, for whatever else it
 * accepts, is to stay the only one.
 *
 * @param resolver the service's own where it is marked for this, or the starter's
 */
public record ServletCredentials(BearerTokenResolver resolver) {}
