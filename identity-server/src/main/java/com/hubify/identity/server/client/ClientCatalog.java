package com.hubify.identity.server.client;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.security.oauth2.core.AuthorizationGrantType;
import org.springframework.security.oauth2.core.ClientAuthenticationMethod;
import org.springframework.security.oauth2.server.authorization.client.RegisteredClient;
import org.springframework.security.oauth2.server.authorization.settings.ClientSettings;
import org.springframework.security.oauth2.server.authorization.settings.TokenSettings;
import org.springframework.stereotype.Component;

/** The clients in {@code hubify.identity.clients}. */
@Component
public class ClientCatalog {

    private final Map<String, RegisteredClient> clients = new LinkedHashMap<>();

    ClientCatalog(ClientProperties properties) {
        properties.clients().forEach((id, client) -> clients.put(id, registered(id, client.metadata())));
    }

    /** The client of that id, if it is one of the configuration. */
    public Optional<RegisteredClient> find(String clientId) {
        return Optional.ofNullable(clients.get(clientId));
    }

    /** All of them, in the order of the configuration. */
    public Collection<RegisteredClient> all() {
        return clients.values();
    }

    /** The client as Spring knows it. */
    public static RegisteredClient registered(String id, ClientMetadata client) {
        RegisteredClient.Builder builder = RegisteredClient.withId(id)
                .clientId(id)
                .clientName(client.name() == null ? id : client.name())
                .authorizationGrantTypes(
                        grants -> client.grantTypes().forEach(grant -> grants.add(new AuthorizationGrantType(grant))))
                .redirectUris(uris -> uris.addAll(client.redirectUris()))
                .postLogoutRedirectUris(uris -> uris.addAll(client.postLogoutRedirectUris()))
                .scopes(scopes -> scopes.addAll(client.scopes()))
                .clientSettings(settings(client))
                .tokenSettings(tokens(client));
        return authentication(builder, client).build();
    }

    private static RegisteredClient.Builder authentication(RegisteredClient.Builder builder, ClientMetadata client) {
        String secret = client.secret();
        return secret == null
                ? builder.clientAuthenticationMethod(ClientAuthenticationMethod.NONE)
                : builder.clientSecret(ClientSecrets.fromConfiguration(secret).orElseThrow())
                        .clientAuthenticationMethod(ClientAuthenticationMethod.CLIENT_SECRET_BASIC)
                        .clientAuthenticationMethod(ClientAuthenticationMethod.CLIENT_SECRET_POST);
    }

    private static ClientSettings settings(ClientMetadata client) {
        ClientSettings.Builder settings = ClientSettings.builder();
        link(settings, HubifyClientSettings.LOGO_URI, client.logoUri());
        link(settings, HubifyClientSettings.POLICY_URI, client.policyUri());
        link(settings, HubifyClientSettings.CLIENT_URI, client.clientUri());
        return settings.requireProofKey(client.requirePkce())
                .requireAuthorizationConsent(client.consent())
                .setting(HubifyClientSettings.DEFAULT_SCOPES, String.join(" ", client.defaultScopes()))
                .setting(HubifyClientSettings.INTROSPECTION, client.introspection())
                .setting(HubifyClientSettings.ID_TOKEN_CLAIMS, String.join(" ", client.idTokenClaims()))
                .setting(HubifyClientSettings.ID_TOKEN_ALGORITHM, client.idTokenAlgorithm())
                .build();
    }

    private static void link(ClientSettings.Builder settings, String name, @Nullable String uri) {
        if (uri != null) {
            settings.setting(name, uri);
        }
    }

    private static TokenSettings tokens(ClientMetadata client) {
        return TokenSettings.builder()
                .accessTokenTimeToLive(client.accessTokenTimeToLive())
                .refreshTokenTimeToLive(client.refreshTokenTimeToLive())
                .reuseRefreshTokens(false)
                .build();
    }
}
