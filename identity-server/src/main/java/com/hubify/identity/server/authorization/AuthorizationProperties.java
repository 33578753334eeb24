package com.hubify.identity.server.authorization;

import com.hubify.identity.protocol.Scope;
import com.hubify.identity.settings.Settings;
import java.util.Set;
import java.util.stream.Collectors;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * @param recentSignInScopes Scopes that are given only to a person who signed in within the last 10 minutes, since they manage
 *     credentials. A wider scope that covers one counts. Empty for none.
 */
@ConfigurationProperties("hubify.identity.authorization")
record AuthorizationProperties(
        @DefaultValue({"api-keys:write", "clients:write", "signing-keys:write", "revocations:write"})
        Set<String> recentSignInScopes) {

    AuthorizationProperties {
        recentSignInScopes.forEach(scope -> Settings.require(
                Scope.parse(scope).isPresent(),
                "hubify.identity.authorization.recent-sign-in-scopes",
                "must contain only scopes of the form resource:action or resource:*"));
    }

    Set<Scope> credentialScopes() {
        return recentSignInScopes.stream().map(Scope::new).collect(Collectors.toUnmodifiableSet());
    }
}
