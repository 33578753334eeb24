package com.hubify.identity.resource.web;

import java.util.Set;

/** The scopes a service's handlers ask for, sorted: what it tells clients in its metadata. */
public interface ScopesSupported {

    Set<String> values();
}
