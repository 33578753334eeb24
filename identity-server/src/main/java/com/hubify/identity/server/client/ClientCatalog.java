package com.hubify.identity.server.client;

import com.hubify.identity.protocol.Scopes;
import java.time.Duration;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.springframework.security.oauth2.core.AuthorizationGrantType;
import org.springframework.security.oauth2.core.ClientAuthenticationMethod;
import org.springframework.security.oauth2.server.authorization.client.RegisteredClient;
import org.springframework.security.oauth2.server.authorization.settings.ClientSettings;
import org.springframework.security.oauth2.server.authorization.settings.TokenSettings;
import org.springframework.stereotype.Component;

/** Clients that the configuration names. Nonsense fails the start, with a sentence that names the property. */
@Component
class ClientCatalog {

    private static final Duration LONGEST_ACCESS_TOKEN = Duration.ofHours(24);

    /** Revocations are remembered for longer than this; a refresh token that outlived its own would come back to life. */
    private static final Duration LONGEST_REFRESH_TOKEN = Duration.ofDays(90);

    private final Map<String, RegisteredClient> clients = new LinkedHashMap<>();

    ClientCatalog(ClientProperties properties, ClientSecrets secrets) {
        properties.clients().forEach((id, client) -> clients.put(id, registered(id, client, secrets)));
    }

    Optional<RegisteredClient> find(String clientId) {
        return Optional.ofNullable(clients.get(clientId));
    }

    Collection<RegisteredClient> all() {
        return clients.values();
    }

    private static RegisteredClient registered(String id, ClientProperties.Client client, ClientSecrets secrets) {
        if (client.grantTypes().isEmpty()) {
            throw new InvalidClient(id, "grant-types", "must name at least one grant");
        }
        scopes(id, "scopes", client.scopes());
        if (!Set.of("profile", "email").containsAll(client.idTokenClaims())) {
            throw new InvalidClient(id, "id-token-claims", "must hold profile, email or both");
        }
        scopes(id, "default-scopes", client.defaultScopes());
        RegisteredClient.Builder builder = RegisteredClient.withId(id)
                .clientId(id)
                .clientName(client.name() == null ? id : client.name())
                .authorizationGrantTypes(
                        grants -> client.grantTypes().forEach(grant -> grants.add(new AuthorizationGrantType(grant))))
                .redirectUris(uris -> uris.addAll(client.redirectUris()))
                .postLogoutRedirectUris(uris -> uris.addAll(client.postLogoutRedirectUris()))
                .scopes(scopes -> scopes.addAll(client.scopes()))
                .clientSettings(settings(client))
                .tokenSettings(tokens(id, client));
        return authentication(id, builder, client, secrets).build();
    }

    private static RegisteredClient.Builder authentication(
            String id, RegisteredClient.Builder builder, ClientProperties.Client client, ClientSecrets secrets) {
        String secret = client.secret();
        if (secret == null) {
            if (!client.requirePkce()) {
                throw new InvalidClient(id, "require-pkce", "can't be false for a public client: it has no secret");
            }
            return builder.clientAuthenticationMethod(ClientAuthenticationMethod.NONE);
        }
        String encoded = secrets.fromConfiguration(secret)
                .orElseThrow(() -> new InvalidClient(
                        id, "secret", "must be {sha256} and the digest in base64url without padding: 43 characters"));
        return builder.clientSecret(encoded)
                .clientAuthenticationMethod(ClientAuthenticationMethod.CLIENT_SECRET_BASIC)
                .clientAuthenticationMethod(ClientAuthenticationMethod.CLIENT_SECRET_POST);
    }

    private static ClientSettings settings(ClientProperties.Client client) {
        return ClientSettings.builder()
                .requireProofKey(client.requirePkce())
                .requireAuthorizationConsent(client.consent())
                .setting(HubifyClientSettings.DEFAULT_SCOPES, String.join(" ", client.defaultScopes()))
                .setting(HubifyClientSettings.INTROSPECTION, client.introspection())
                .setting(HubifyClientSettings.ID_TOKEN_CLAIMS, String.join(" ", client.idTokenClaims()))
                .setting(HubifyClientSettings.ID_TOKEN_ALGORITHM, client.idTokenAlgorithm())
                .build();
    }

    private static TokenSettings tokens(String id, ClientProperties.Client client) {
        if (HubifyClientSettings.algorithm(client.idTokenAlgorithm()).isEmpty()) {
            throw new InvalidClient(id, "id-token-algorithm", "must be RS256, ES256 or EdDSA");
        }
        if (client.accessTokenTimeToLive().compareTo(LONGEST_ACCESS_TOKEN) > 0) {
            throw new InvalidClient(id, "access-token-time-to-live", "must be at most 24h");
        }
        if (client.refreshTokenTimeToLive().compareTo(LONGEST_REFRESH_TOKEN) > 0) {
            throw new InvalidClient(id, "refresh-token-time-to-live", "must be at most 90d");
        }
        return TokenSettings.builder()
                .accessTokenTimeToLive(client.accessTokenTimeToLive())
                .refreshTokenTimeToLive(client.refreshTokenTimeToLive())
                .reuseRefreshTokens(false)
                .build();
    }

    private static void scopes(String id, String property, Set<String> scopes) {
        if (Scopes.parse(scopes).isEmpty()) {
            throw new InvalidClient(id, property, "must hold scopes alone: *, resource:action, resource:* or OpenID's");
        }
    }
}
