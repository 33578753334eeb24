package com.hubify.identity.resource.verification;

import org.jspecify.annotations.Nullable;
import org.springframework.security.oauth2.server.resource.introspection.OpaqueTokenIntrospector;

/**
 * What introspects API keys and access tokens. Not a bean of Spring's type: one of the service's own, for whatever else it
 * accepts, is to stay the only one.
 *
 * @param value the service's own where it is marked for this, or the starter's; null without client credentials
 */
public record CredentialIntrospector(@Nullable OpaqueTokenIntrospector value) {}
