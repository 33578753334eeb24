package com.hubify.identity.server.apikey.endpoint;

import java.util.List;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Scopes.
 *
 * @param more Scopes of your own services that API keys may have, in addition to those that Hubify publishes.
 */
@ConfigurationProperties("hubify.identity.scopes")
record ScopeProperties(@DefaultValue List<String> more) {}
