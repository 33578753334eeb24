package com.hubify.identity.server.apikey.leak;

import com.hubify.identity.protocol.Scope;
import com.hubify.identity.protocol.ScopeCatalogue;
import com.hubify.identity.protocol.Scopes;
import java.util.List;
import java.util.stream.Stream;

/** The part of scopes that only reads. */
final class ReadScopes {

    private static final String READ = ":read";

    /** What {@code *} leaves: reading every published resource. What services define besides is not known here. */
    private static final List<Scope> EVERYTHING = ScopeCatalogue.EXISTING.stream()
            .filter(scope -> scope.value().endsWith(READ))
            .toList();

    private ReadScopes() {}

    /** None may be left. A key of many scopes keeps the first {@link Scopes#MAX_COUNT}. */
    static Scopes of(Scopes scopes) {
        return Scopes.of(scopes.asSet().stream()
                .flatMap(ReadScopes::of)
                .distinct()
                .limit(Scopes.MAX_COUNT)
                .toList());
    }

    private static Stream<Scope> of(Scope scope) {
        return scope.equals(Scope.ALL)
                ? EVERYTHING.stream()
                : Stream.of(new Scope(scope.resource() + READ)).filter(scope::covers);
    }
}
