package com.hubify.identity.server.consent;

import com.hubify.identity.protocol.Scope;
import java.util.Set;

/** How much a scope allows, in the order of the consent page. */
public enum Reach {
    /** Everything, of one resource or of all. */
    FULL,
    /** Changes something, or has an unknown effect. */
    CHANGE,
    /** Reads, or identifies the person. */
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
