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

/** Scopes as Spring Security's authorities, and back. */
public final class ScopeAuthorities {

    private static final String PREFIX = "SCOPE_";

    // By identity: the callers of a service share a few sets of scopes, and comparing sets costs as much as
    // looking at them.
    private static final LoadingCache<Scopes, List<GrantedAuthority>> KNOWN = Caffeine.newBuilder()
            .weakKeys()
            .maximumSize(10_000)
            .executor(Runnable::run)
            .build(ScopeAuthorities::spelledOut);

    private ScopeAuthorities() {}

    /** Authorities for each scope and, for wildcards, for the published scopes they cover: exact rules then work too. */
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

    /** The scope an authority stands for, if it stands for one. */
    public static Optional<Scope> scopeOf(GrantedAuthority granted) {
        String authority = granted.getAuthority();
        return authority != null && authority.startsWith(PREFIX)
                ? Scope.parse(authority.substring(PREFIX.length()))
                : Optional.empty();
    }
}
