package com.hubify.identity.server.authorization;

import com.hubify.identity.protocol.Scope;
import com.hubify.identity.protocol.Scopes;
import com.hubify.identity.server.token.RequestedScopes;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Arrays;
import java.util.Collection;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.security.oauth2.core.endpoint.OAuth2ParameterNames;
import org.springframework.security.oauth2.server.authorization.client.RegisteredClient;
import org.springframework.security.oauth2.server.authorization.client.RegisteredClientRepository;
import org.springframework.stereotype.Component;

/**
 * The scopes by which a program manages credentials. A grant that has one of them begins with a recent sign-in, once. Attack:
 * with a stolen cookie somebody has the command line authorized, silently where consent stands, and makes by its token the
 * keys that the pages would not make for them.
 */
@Component
@EnableConfigurationProperties(AuthorizationProperties.class)
public class CredentialScopes {

    private final Set<Scope> scopes;
    private final RegisteredClientRepository clients;

    CredentialScopes(AuthorizationProperties properties, RegisteredClientRepository clients) {
        this.scopes = properties.credentialScopes();
        this.clients = clients;
    }

    /** Whether one of these manages credentials. */
    public boolean areAmong(Collection<String> asked) {
        Scopes known = Scopes.of(
                asked.stream().flatMap(scope -> Scope.parse(scope).stream()).toList());
        return scopes.stream().anyMatch(known::cover);
    }

    /** Whether an authorization request asks for one; a client's default scopes count. */
    boolean areAskedBy(HttpServletRequest request) {
        String clientId = request.getParameter(OAuth2ParameterNames.CLIENT_ID);
        RegisteredClient client = clientId == null ? null : clients.findByClientId(clientId);
        return client != null && areAmong(RequestedScopes.orDefault(named(request), client));
    }

    private static Collection<String> named(HttpServletRequest request) {
        @Nullable String scope = request.getParameter(OAuth2ParameterNames.SCOPE);
        return scope == null ? Set.of() : Arrays.asList(scope.split(" "));
    }
}
