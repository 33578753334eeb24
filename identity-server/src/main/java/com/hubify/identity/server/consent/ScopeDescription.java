package com.hubify.identity.server.consent;

import com.hubify.identity.protocol.Scope;

/**
 * A scope in words.
 *
 * @param scope as it is written on the wire
 * @param text what its holder may do
 * @param published whether the words are Hubify's own; otherwise they only spell out the scope
 */
public record ScopeDescription(String scope, String text, Reach reach, boolean published) {

    /** Whether it is about the person and not about a resource: {@code profile}, {@code email}, {@code offline_access}. */
    public boolean isIdentity() {
        return !new Scope(scope).isResource();
    }

    /** Whether this is {@code *}: no page ticks that box for the person. */
    public boolean coversAll() {
        return scope.equals(Scope.ALL.value());
    }
}
