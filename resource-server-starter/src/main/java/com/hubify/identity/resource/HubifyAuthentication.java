package com.hubify.identity.resource;

import org.springframework.security.authentication.AbstractAuthenticationToken;

/**
 * The authentication of a request whose credential held. Its principal is the {@link Caller}, its name the subject, its
 * authorities {@code SCOPE_…} for each granted scope and for each published scope that a granted one covers. The
 * credential itself is not kept.
 */
public final class HubifyAuthentication extends AbstractAuthenticationToken {

    private static final long serialVersionUID = 1L;

    private final transient Caller caller;

    public HubifyAuthentication(Caller caller) {
        super(ScopeAuthorities.of(caller.scopes()));
        this.caller = caller;
        super.setAuthenticated(true);
    }

    public Caller caller() {
        return caller;
    }

    @Override
    public Caller getPrincipal() {
        return caller;
    }

    @Override
    public Object getCredentials() {
        return "";
    }

    @Override
    public String getName() {
        return caller.subject();
    }
}
