package com.hubify.identity.resource.web;

import java.util.Set;

/**
 * The scopes that handlers or rules require, sorted: {@code scopes_supported} of the resource metadata (RFC 9728,
 * section 2).
 */
public interface ScopesSupported {

    Set<String> values();
}
