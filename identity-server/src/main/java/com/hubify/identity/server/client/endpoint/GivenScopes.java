package com.hubify.identity.server.client.endpoint;

import com.hubify.identity.protocol.Scope;
import com.hubify.identity.server.api.ApiCaller;
import com.hubify.identity.server.api.InsufficientScope;
import com.hubify.identity.server.client.ClientMetadata;
import com.hubify.identity.server.client.registry.KnownClient;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;

/**
 * What an operator may give to clients. Attack: a program that may only register clients registers one that may rotate signing keys
 * and read the audit trail, or gives one that may a new secret, and is that. So the caller's token has to cover these scopes. Those of
 * services are not among them.
 */
final class GivenScopes {

    private static final Set<String> POWERS = Set.of("audit", "clients", "revocations", "signing-keys");

    /** What each service has. */
    private static final String FEED = "revocations:read";

    private GivenScopes() {}

    /** @throws InsufficientScope that names a scope that the operator would give without having it */
    static ClientMetadata of(ApiCaller operator, ClientMetadata client) {
        require(operator, client.scopes());
        return client;
    }

    /** The same for what a change gives beside what the client has. */
    static UnaryOperator<KnownClient> of(ApiCaller operator, ClientBody change) {
        return before -> {
            KnownClient after = change.over(before);
            Set<String> more = new LinkedHashSet<>(after.metadata().scopes());
            more.removeAll(before.metadata().scopes());
            require(operator, more);
            return after;
        };
    }

    /** The same for the scopes of a client that is there, which are given with its secret. */
    static void require(ApiCaller operator, Collection<String> scopes) {
        missing(operator, scopes).ifPresent(scope -> {
            throw new InsufficientScope(scope);
        });
    }

    private static Optional<Scope> missing(ApiCaller operator, Collection<String> scopes) {
        return scopes.stream()
                .filter(scope -> !scope.equals(FEED))
                .flatMap(scope -> Scope.parse(scope).stream())
                .filter(scope -> POWERS.contains(scope.resource()))
                .filter(scope -> !operator.scopes().cover(scope))
                .findFirst();
    }
}
