package com.hubify.identity.server.consent;

import com.hubify.identity.protocol.Scope;
import com.hubify.identity.protocol.Scopes;
import java.util.Collection;
import java.util.Set;

/**
 * A person has taken scopes back that they allowed a client earlier.
 *
 * @param scopes what the client is no longer to have, alone or as a part of a wider scope
 */
public record ConsentTakenBack(String account, String clientId, Set<Scope> scopes) {

    public ConsentTakenBack {
        scopes = Set.copyOf(scopes);
    }

    /** Whether these scopes contain one that was taken back. */
    public boolean touches(Collection<String> granted) {
        return Scopes.parse(granted)
                .filter(held -> scopes.stream().anyMatch(held::cover))
                .isPresent();
    }
}
