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
 * The scopes a key can be made for: what is published, and what the settings add. A key for a scope that no service asks for
 * would be kept for good and never open anything.
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

    /** The scopes that the settings add. */
    public List<Scope> more() {
        return more;
    }

    /** Whether there is such a scope. What is no resource scope, or reserved, has rules of its own. */
    boolean contain(Scope scope) {
        return !scope.isResource() || scope.isReserved() || all.contains(scope);
    }

    private static Scope read(String text) {
        return Scope.parse(text)
                .filter(scope -> scope.isResource() && !scope.isReserved())
                .orElseThrow(() -> Settings.invalid(
                        "hubify.identity.scopes.more", "must contain only scopes of the form resource:action"));
    }
}
