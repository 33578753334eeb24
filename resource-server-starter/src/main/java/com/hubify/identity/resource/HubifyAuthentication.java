package com.hubify.identity.resource;

import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.security.authentication.AbstractAuthenticationToken;
import org.springframework.security.core.GrantedAuthority;

/**
 * The authentication of a request with a valid credential. Its principal is the {@link Caller}, its name the subject.
 * Its authorities are {@code SCOPE_…} for each granted scope and for each published scope that a granted wildcard
 * covers.
 */
public class HubifyAuthentication extends AbstractAuthenticationToken {

    private static final long serialVersionUID = 1L;

    private final transient Caller caller;
    private final transient List<GrantedAuthority> authorities;

    /** For tests: a caller without a credential. {@link MaxStaleness} does not verify such a caller again. */
    public HubifyAuthentication(Caller caller) {
        // The authorities are not passed to the superclass, which would copy them for every request.
        super(List.of());
        this.caller = caller;
        this.authorities = ScopeAuthorities.of(caller.scopes());
        super.setAuthenticated(true);
    }

    public final Caller caller() {
        return caller;
    }

    @Override
    public final Collection<GrantedAuthority> getAuthorities() {
        return authorities;
    }

    @Override
    public final Caller getPrincipal() {
        return caller;
    }

    @Override
    public final Object getCredentials() {
        return "";
    }

    @Override
    public final String getName() {
        return caller.subject();
    }

    // The superclass compares the caller, from which the authorities follow.
    @Override
    public final boolean equals(@Nullable Object other) {
        return other instanceof HubifyAuthentication && super.equals(other);
    }

    @Override
    public final int hashCode() {
        return super.hashCode();
    }
}
