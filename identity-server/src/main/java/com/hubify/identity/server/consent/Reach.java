package com.hubify.identity.server.consent;

import com.hubify.identity.protocol.Scope;
import java.util.Set;

/** How much whoever holds a scope can do, in the order in which a person should hear of it. */
enum Reach {
    /** Everything, of one kind or of all. */
    FULL,
    /** Change something, or do what only its service knows. */
    CHANGE,
    /** Look, or know who the person is. */
    READ;

    private static final Set<String> READ_ACTIONS = Set.of("read", "list", "view");

    static Reach of(Scope scope) {
        if (scope.isWildcard()) {
            return FULL;
        }
        if (!scope.isResource()) {
            return READ;
        }
        String action = scope.value().substring(scope.resource().length() + 1);
        return READ_ACTIONS.contains(action) ? READ : CHANGE;
    }
}
