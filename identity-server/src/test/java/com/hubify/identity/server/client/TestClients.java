package com.hubify.identity.server.client;

import java.util.UUID;
import org.springframework.security.oauth2.core.AuthorizationGrantType;
import org.springframework.security.oauth2.core.ClientAuthenticationMethod;
import org.springframework.security.oauth2.server.authorization.client.RegisteredClient;
import org.springframework.security.oauth2.server.authorization.settings.ClientSettings;
import org.springframework.security.oauth2.server.authorization.settings.TokenSettings;

/** Clients for tests, ready to bend. */
public final class TestClients {

    private TestClients() {}

    public static RegisteredClient.Builder confidential() {
        return named("client-" + UUID.randomUUID())
                .clientSecret(ClientSecrets.fromConfiguration("secret").orElseThrow());
    }

    public static RegisteredClient.Builder named(String id) {
        return RegisteredClient.withId(id)
                .clientId(id)
                .clientName("A client")
                .clientAuthenticationMethod(ClientAuthenticationMethod.CLIENT_SECRET_BASIC)
                .authorizationGrantType(AuthorizationGrantType.AUTHORIZATION_CODE)
                .authorizationGrantType(AuthorizationGrantType.REFRESH_TOKEN)
                .redirectUri("https://client.example/callback")
                .scope("openid")
                .scope("labs:read")
                .clientSettings(ClientSettings.builder()
                        .requireProofKey(true)
                        .setting(HubifyClientSettings.DEFAULT_SCOPES, "openid labs:read")
                        .setting(HubifyClientSettings.INTROSPECTION, true)
                        .build())
                .tokenSettings(TokenSettings.builder().reuseRefreshTokens(false).build());
    }
}
