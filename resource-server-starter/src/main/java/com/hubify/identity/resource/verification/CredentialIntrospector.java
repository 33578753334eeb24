package com.hubify.identity.resource.verification;

import org.springframework.security.oauth2.server.resource.introspection.OpaqueTokenIntrospector;

/**
 * Who is asked about API keys and tokens.
 *
 * @param value the service's own, where it has marked one for this, or the starter's
 */
public record CredentialIntrospector(OpaqueTokenIntrospector value) {}
