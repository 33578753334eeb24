package com.hubify.identity.server.apikey.endpoint;

import com.hubify.identity.protocol.Scope;
import com.hubify.identity.protocol.ScopeCatalogue;
import com.hubify.identity.settings.Settings;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.stereotype.Component;

/**
 * The scopes an API key can have: those that Hubify publishes, and those of {@code hubify.identity.scopes.more}. A key
 * with a misspelt scope could be created but would never be useful.
 */
@Component
@EnableConfigurationProperties(ScopeProperties.class)
public class ExistingScopes {

    private final List<Scope> more;
    private final Set<Scope> all;

    ExistingScopes(ScopeProperties properties) {
        this.more = properties.more().stream().map(ExistingScopes::read).toList();
        this.all =
                Stream.concat(ScopeCatalogue.EXISTING.stream(), more.stream()).collect(Collectors.toUnmodifiableSet());
    }

    /** The scopes added by {@code hubify.identity.scopes.more}. */
    public List<Scope> more() {
        return more;
    }

    /** Whether the scope exists. True for reserved scopes and OpenID Connect's, for which other rules apply. */
    public boolean contain(Scope scope) {
        return !scope.isResource() || scope.isReserved() || all.contains(scope);
    }

    /** Whether the scope exists and keys may have it. */
    public boolean isForKeys(Scope scope) {
        return all.contains(scope);
    }

    private static Scope read(String text) {
        return Scope.parse(text)
                .filter(scope -> scope.isResource() && !scope.isReserved())
                .orElseThrow(() -> Settings.invalid(
                        "hubify.identity.scopes.more",
                        "must contain only scopes of the form resource:action or resource:*"));
    }
}
