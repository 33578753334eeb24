package com.hubify.identity.server.page;

import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.springframework.security.oauth2.core.AuthorizationGrantType;
import org.springframework.security.oauth2.core.ClientAuthenticationMethod;
import org.springframework.security.oauth2.server.authorization.client.RegisteredClient;
import org.springframework.security.oauth2.server.authorization.client.RegisteredClientRepository;

/** Clients in memory: {@value #WEB} and {@value #DEVICE} from the start, more as a test needs them. */
public class KnownClients implements RegisteredClientRepository {

    public static final String WEB = "demo-web";
    public static final String WEB_REDIRECT = "https://demo.example.com/callback";
    public static final String DEVICE = "hubify-cli";

    private final Map<String, RegisteredClient> byId = new ConcurrentHashMap<>();

    KnownClients() {
        save(web().build());
        save(device().build());
    }

    public static RegisteredClient.Builder web() {
        return RegisteredClient.withId(WEB)
                .clientId(WEB)
                .clientName("Hubify demo")
                .clientAuthenticationMethod(ClientAuthenticationMethod.NONE)
                .authorizationGrantType(AuthorizationGrantType.AUTHORIZATION_CODE)
                .redirectUri(WEB_REDIRECT)
                .postLogoutRedirectUri(WEB_REDIRECT)
                .scopes(scopes -> scopes.addAll(Set.of(
                        "openid",
                        "profile",
                        "email",
                        "labs:read",
                        "labs:write",
                        "experiments:*",
                        "*",
                        "telescope:point")));
    }

    public static RegisteredClient.Builder device() {
        return RegisteredClient.withId(DEVICE)
                .clientId(DEVICE)
                .clientName("Hubify CLI")
                .clientSecret("{noop}secret")
                .clientAuthenticationMethod(ClientAuthenticationMethod.CLIENT_SECRET_BASIC)
                .authorizationGrantType(AuthorizationGrantType.DEVICE_CODE)
                .scopes(scopes -> scopes.addAll(Set.of("labs:read", "api-keys:write", "offline_access")));
    }

    @Override
    public void save(RegisteredClient client) {
        byId.put(client.getId(), client);
    }

    @Override
    public @Nullable RegisteredClient findById(String id) {
        return byId.get(id);
    }

    @Override
    public @Nullable RegisteredClient findByClientId(String clientId) {
        return byId.values().stream()
                .filter(client -> client.getClientId().equals(clientId))
                .findFirst()
                .orElse(null);
    }
}
