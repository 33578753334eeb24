package com.hubify.identity.server.api;

import com.hubify.identity.protocol.Scope;
import org.springframework.security.access.AccessDeniedException;

/** The caller's token does not cover a scope the request needs. */
public final class InsufficientScope extends AccessDeniedException {

    private static final long serialVersionUID = 1L;

    private final transient Scope scope;

    public InsufficientScope(Scope scope) {
        super("needs scope " + scope);
        this.scope = scope;
    }

    Scope scope() {
        return scope;
    }
}
