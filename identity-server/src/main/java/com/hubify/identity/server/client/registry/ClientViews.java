package com.hubify.identity.server.client.registry;

import com.hubify.identity.protocol.Sha256;
import com.hubify.identity.server.client.ClientCatalog;
import com.hubify.identity.server.client.ClientLinks;
import com.hubify.identity.server.client.ClientMetadata;
import com.hubify.identity.server.client.HubifyClientSettings;
import com.hubify.identity.server.client.SecretUses;
import com.hubify.identity.server.client.registry.KnownClient.ClientSecret;
import java.time.Clock;
import java.time.Instant;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.security.oauth2.core.AuthorizationGrantType;
import org.springframework.security.oauth2.core.ClientAuthenticationMethod;
import org.springframework.security.oauth2.server.authorization.client.RegisteredClient;
import org.springframework.stereotype.Component;

/** Shows clients as operators see them, from what Spring and Redis know, and back. */
@Component
class ClientViews {

    private final RedisRegisteredClients stored;
    private final SecretUses uses;
    private final Clock clock;

    ClientViews(RedisRegisteredClients stored, SecretUses uses, Clock clock) {
        this.stored = stored;
        this.uses = uses;
        this.clock = clock;
    }

    /**
     * Clients of the configuration and stored ones, in the order of their ids, with one question for the uses of all their secrets.
     * Those that can't be read are left out.
     */
    List<KnownClient> of(List<RegisteredClient> configured, List<StoredClient> stored) {
        Map<String, Instant> latest = latest(Stream.concat(
                        configured.stream().flatMap(client -> secrets(client).stream()),
                        stored.stream().flatMap(client -> client.allSecrets().stream()))
                .toList());
        return Stream.concat(
                        configured.stream().map(client -> ofConfigured(client, latest)),
                        stored.stream().flatMap(client -> ofStored(client, latest).stream()))
                .sorted(Comparator.comparing(KnownClient::id))
                .toList();
    }

    private static List<StoredSecret> secrets(RegisteredClient client) {
        return client.getClientSecret() == null
                ? List.of()
                : List.of(new StoredSecret(client.getClientSecret(), null, null));
    }

    private static KnownClient ofConfigured(RegisteredClient client, Map<String, Instant> latest) {
        return new KnownClient(
                client.getClientId(),
                metadata(client),
                method(client),
                true,
                false,
                secrets(secrets(client), latest),
                null,
                null,
                0);
    }

    /** Empty if it can't be read. */
    Optional<KnownClient> ofStored(StoredClient client) {
        return ofStored(client, latest(client.allSecrets()));
    }

    /** Whether it was used within 400 days. */
    boolean isUsed(StoredSecret secret) {
        return !latest(List.of(secret)).isEmpty();
    }

    private Map<String, Instant> latest(List<StoredSecret> secrets) {
        return uses.latest(secrets.stream().map(StoredSecret::digest).toList());
    }

    private Optional<KnownClient> ofStored(StoredClient client, Map<String, Instant> latest) {
        Instant now = clock.instant();
        List<StoredSecret> good =
                client.allSecrets().stream().filter(one -> one.isGoodAt(now)).toList();
        return stored.registered(client)
                .map(registered -> new KnownClient(
                        client.clientId(),
                        metadata(registered),
                        method(registered),
                        false,
                        client.isDisabled(),
                        secrets(good, latest),
                        client.issuedAt(),
                        client.updatedAt(),
                        client.changes()));
    }

    private static List<ClientSecret> secrets(List<StoredSecret> good, Map<String, Instant> latest) {
        return good.stream()
                .map(one -> new ClientSecret(
                        "secret_" + Sha256.base64Url(one.digest()).substring(0, 16),
                        one.createdAt(),
                        one.expiresAt(),
                        latest.get(one.digest())))
                .toList();
    }

    private static ClientMetadata metadata(RegisteredClient client) {
        ClientLinks links = HubifyClientSettings.links(client);
        return new ClientMetadata(
                client.getClientName(),
                null,
                client.getClientAuthenticationMethods().contains(ClientAuthenticationMethod.NONE),
                grants(client),
                client.getRedirectUris(),
                client.getPostLogoutRedirectUris(),
                client.getScopes(),
                HubifyClientSettings.defaultScopes(client),
                client.getClientSettings().isRequireAuthorizationConsent(),
                HubifyClientSettings.mayIntrospect(client),
                client.getClientSettings().isRequireProofKey(),
                HubifyClientSettings.idTokenAlgorithm(client).getName(),
                HubifyClientSettings.idTokenClaims(client),
                client.getTokenSettings().getAccessTokenTimeToLive(),
                client.getTokenSettings().getRefreshTokenTimeToLive(),
                links.logo(),
                links.policy(),
                links.home());
    }

    private static Set<String> grants(RegisteredClient client) {
        Set<String> grants = new LinkedHashSet<>();
        client.getAuthorizationGrantTypes().stream()
                .map(AuthorizationGrantType::getValue)
                .sorted()
                .forEach(grants::add);
        return grants;
    }

    private static String method(RegisteredClient client) {
        Set<ClientAuthenticationMethod> methods = client.getClientAuthenticationMethods();
        ClientAuthenticationMethod first = methods.contains(ClientAuthenticationMethod.CLIENT_SECRET_BASIC)
                ? ClientAuthenticationMethod.CLIENT_SECRET_BASIC
                : methods.iterator().next();
        return first.getValue();
    }

    /** The document of a client that is registered by its rules already. */
    static StoredClient stored(String id, ClientMetadata metadata, String method, @Nullable Instant createdAt) {
        RegisteredClient.Builder client = RegisteredClient.from(ClientCatalog.registered(id, metadata))
                .clientAuthenticationMethods(methods -> {
                    methods.clear();
                    methods.add(new ClientAuthenticationMethod(method));
                });
        if (createdAt != null) {
            client.clientIdIssuedAt(createdAt);
        }
        return StoredClient.of(client.build());
    }

    static ClientMetadata withSecret(ClientMetadata client, @Nullable String secret) {
        return new ClientMetadata(
                client.name(),
                secret,
                client.isPublic(),
                client.grantTypes(),
                client.redirectUris(),
                client.postLogoutRedirectUris(),
                client.scopes(),
                client.defaultScopes(),
                client.consent(),
                client.introspection(),
                client.requirePkce(),
                client.idTokenAlgorithm(),
                client.idTokenClaims(),
                client.accessTokenTimeToLive(),
                client.refreshTokenTimeToLive(),
                client.logoUri(),
                client.policyUri(),
                client.clientUri());
    }
}
