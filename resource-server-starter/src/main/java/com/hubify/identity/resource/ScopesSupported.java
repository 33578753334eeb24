package com.hubify.identity.resource;

import java.util.Set;

/** The scopes a service's handlers ask for, sorted: what it tells clients in its metadata. */
interface ScopesSupported {

    Set<String> values();
}
