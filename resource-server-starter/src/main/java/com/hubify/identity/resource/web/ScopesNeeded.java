package com.hubify.identity.resource.web;

import com.hubify.identity.protocol.Scopes;

/**
 * Says which scopes a request needs, as far as its method and path tell, for whoever has yet to ask for a credential. Decides
 * nothing, and is asked before anybody knows the caller: it neither waits nor runs code of the service.
 *
 * @param <R> the stack's requests
 */
public interface ScopesNeeded<R> {

    /** The scopes; none where nothing is known. */
    Scopes neededFor(R request);
}
