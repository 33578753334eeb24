package com.hubify.identity.server.client;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.springframework.security.oauth2.core.AuthorizationGrantType;
import org.springframework.security.oauth2.core.ClientAuthenticationMethod;
import org.springframework.security.oauth2.server.authorization.client.RegisteredClient;
import org.springframework.security.oauth2.server.authorization.settings.ClientSettings;
import org.springframework.security.oauth2.server.authorization.settings.TokenSettings;

/** Clients for tests, ready to bend. */
public final class TestClients {

    private static final ClientProperties CONFIGURED = new ClientProperties(Map.of(
            "configured",
            new ClientProperties.Client(
                    null,
                    "secret",
                    false,
                    Set.of("client_credentials"),
                    Set.of(),
                    Set.of(),
                    Set.of("labs:read"),
                    Set.of(),
                    true,
                    false,
                    true,
                    "RS256",
                    Set.of(),
                    Duration.ofMinutes(10),
                    Duration.ofDays(30),
                    null,
                    null,
                    null)));

    /** Forgets when secrets are used. */
    static final SecretUses NO_USES = new SecretUses() {
        @Override
        public void note(String digest) {}

        @Override
        public Map<String, Instant> latest(List<String> digests) {
            return Map.of();
        }
    };

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

    /** A catalog with one client, {@code configured}. */
    public static ClientCatalog configured() {
        return new ClientCatalog(CONFIGURED);
    }
}
