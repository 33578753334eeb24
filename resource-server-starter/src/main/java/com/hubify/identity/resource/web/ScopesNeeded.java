package com.hubify.identity.resource.web;

import com.hubify.identity.protocol.Scopes;

/**
 * Finds the scopes that a request needs, by its method and path, for the challenge to a client without a credential.
 * Does not authorize. Called before authentication, so it must neither block nor run code of the service.
 *
 * @param <R> type of the stack's requests
 */
public interface ScopesNeeded<R> {

    /** The scopes; empty if unknown. */
    Scopes neededFor(R request);
}
