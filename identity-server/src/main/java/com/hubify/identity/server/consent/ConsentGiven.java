package com.hubify.identity.server.consent;

import java.util.Set;

/**
 * A person has allowed a client more than before.
 *
 * @param scopes all that it may have without asking again; {@code *} only if it was ticked now
 */
public record ConsentGiven(String account, String clientId, Set<String> scopes) {

    public ConsentGiven {
        scopes = Set.copyOf(scopes);
    }
}
