package com.hubify.identity.resource;

import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.LoadingCache;
import com.hubify.identity.protocol.Scope;
import com.hubify.identity.protocol.ScopeCatalogue;
import com.hubify.identity.protocol.Scopes;
import java.util.List;
import java.util.Optional;
import org.springframework.security.core.GrantedAuthority;
import org.springframework.security.core.authority.SimpleGrantedAuthority;

/** Converts scopes to Spring Security's authorities ({@code SCOPE_…}) and back. */
public final class ScopeAuthorities {

    private static final String PREFIX = "SCOPE_";

    // Keyed by identity: callers share a few instances, and comparing sets would cost as much as converting them.
    private static final LoadingCache<Scopes, List<GrantedAuthority>> KNOWN = Caffeine.newBuilder()
            .weakKeys()
            .maximumSize(10_000)
            .executor(Runnable::run)
            .build(ScopeAuthorities::spelledOut);

    private ScopeAuthorities() {}

    /**
     * Authorities for each scope and, for wildcards, for the published scopes they cover, so that rules such as
     * {@code hasAuthority("SCOPE_labs:read")} work.
     */
    static List<GrantedAuthority> of(Scopes scopes) {
        return KNOWN.get(scopes);
    }

    private static List<GrantedAuthority> spelledOut(Scopes scopes) {
        return scopes.asSet().stream()
                .flatMap(granted -> ScopeCatalogue.coveredBy(granted).stream())
                .distinct()
                .<GrantedAuthority>map(scope -> new SimpleGrantedAuthority(PREFIX + scope))
                .toList();
    }

    /** The scope of an authority; empty if the authority is not a scope. */
    public static Optional<Scope> scopeOf(GrantedAuthority granted) {
        String authority = granted.getAuthority();
        return authority != null && authority.startsWith(PREFIX)
                ? Scope.parse(authority.substring(PREFIX.length()))
                : Optional.empty();
    }
}
