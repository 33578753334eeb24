package com.hubify.identity.server.client.registry;

import com.hubify.identity.server.client.ClientSecrets;
import com.hubify.identity.server.redis.UnreadableDocument;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.security.oauth2.core.AuthorizationGrantType;
import org.springframework.security.oauth2.core.ClientAuthenticationMethod;
import org.springframework.security.oauth2.server.authorization.client.RegisteredClient;
import org.springframework.security.oauth2.server.authorization.settings.ClientSettings;
import org.springframework.security.oauth2.server.authorization.settings.TokenSettings;

/**
 * The document of a client in Redis.
 *
 * @param secret the newest one, for releases that know a single one; of a disabled client {@link #NONE}
 * @param secrets all that may be good, the newest first; null in documents of such releases
 * @param disabled null for false
 * @param version counts the changes; null for 0
 */
record StoredClient(
        String clientId,
        String name,
        @Nullable String secret,
        @Nullable Instant issuedAt,
        @Nullable Instant secretExpiresAt,
        Set<String> methods,
        Set<String> grantTypes,
        Set<String> redirectUris,
        Set<String> postLogoutRedirectUris,
        Set<String> scopes,
        Map<String, Object> settings,
        Map<String, Object> tokenSettings,
        @Nullable List<StoredSecret> secrets,
        @Nullable Boolean disabled,
        @Nullable Instant updatedAt,
        @Nullable Long version) {

    /**
     * In place of the newest secret, of public clients too. Attack: while the server is upgraded node by node, a disabled client
     * asks a node of a release that doesn't know of {@code disabled}. Such a release refuses a client with a secret that is no
     * digest.
     */
    private static final String NONE = "{disabled}";

    /** A digest never contains it. Spring knows one secret of a client, and {@link ClientSecrets} takes it apart. */
    private static final String BETWEEN_SECRETS = " ";

    static StoredClient of(RegisteredClient client) {
        return new StoredClient(
                client.getClientId(),
                client.getClientName(),
                client.getClientSecret(),
                client.getClientIdIssuedAt(),
                client.getClientSecretExpiresAt(),
                client.getClientAuthenticationMethods().stream()
                        .map(ClientAuthenticationMethod::getValue)
                        .collect(Collectors.toSet()),
                client.getAuthorizationGrantTypes().stream()
                        .map(AuthorizationGrantType::getValue)
                        .collect(Collectors.toSet()),
                client.getRedirectUris(),
                client.getPostLogoutRedirectUris(),
                client.getScopes(),
                StoredSettings.write(client.getClientSettings().getSettings()),
                StoredSettings.write(client.getTokenSettings().getSettings()),
                null,
                null,
                null,
                null);
    }

    boolean isDisabled() {
        return Boolean.TRUE.equals(disabled);
    }

    long changes() {
        return version == null ? 0 : version;
    }

    /** All secrets, expired ones too, the newest first. */
    List<StoredSecret> allSecrets() {
        if (secrets != null) {
            return secrets;
        }
        return secret == null ? List.of() : List.of(new StoredSecret(secret, issuedAt, secretExpiresAt));
    }

    /** The same client with these secrets, the newest first, and one change more than before. */
    StoredClient as(long changesBefore, List<StoredSecret> all, boolean isDisabled, Instant now) {
        return new StoredClient(
                clientId,
                name,
                isDisabled ? NONE : all.isEmpty() ? null : all.get(0).digest(),
                issuedAt,
                null,
                methods,
                grantTypes,
                redirectUris,
                postLogoutRedirectUris,
                scopes,
                settings,
                tokenSettings,
                all,
                isDisabled,
                now,
                changesBefore + 1);
    }

    /**
     * As Spring knows it, with the secrets that are good now.
     *
     * @throws UnreadableDocument if a secret is no supported digest, or a setting is of an unknown type
     */
    RegisteredClient registered(Instant now) {
        RegisteredClient.Builder client = RegisteredClient.withId(clientId);
        if (allSecrets().stream().anyMatch(one -> !ClientSecrets.isEncoded(one.digest()))) {
            throw new UnreadableDocument("its secret is not a supported digest");
        }
        secrets(client, now);
        if (issuedAt != null) {
            client.clientIdIssuedAt(issuedAt);
        }
        return client.clientId(clientId)
                .clientName(name)
                .clientAuthenticationMethods(
                        all -> methods.forEach(method -> all.add(new ClientAuthenticationMethod(method))))
                .authorizationGrantTypes(all -> grantTypes.forEach(grant -> all.add(new AuthorizationGrantType(grant))))
                .redirectUris(all -> all.addAll(redirectUris))
                .postLogoutRedirectUris(all -> all.addAll(postLogoutRedirectUris))
                .scopes(all -> all.addAll(scopes))
                .clientSettings(ClientSettings.withSettings(StoredSettings.read(settings))
                        .build())
                .tokenSettings(TokenSettings.withSettings(StoredSettings.read(tokenSettings))
                        .build())
                .build();
    }

    // Spring refuses an expired secret by itself, but only after it has matched: one that is alone is left to it.
    private void secrets(RegisteredClient.Builder client, Instant now) {
        List<StoredSecret> all = allSecrets();
        List<StoredSecret> good = all.stream().filter(one -> one.isGoodAt(now)).toList();
        List<StoredSecret> known = good.isEmpty() ? all.stream().limit(1).toList() : good;
        if (known.isEmpty()) {
            return;
        }
        client.clientSecret(known.stream().map(StoredSecret::digest).collect(Collectors.joining(BETWEEN_SECRETS)));
        Instant end = known.get(0).expiresAt();
        if (known.size() == 1 && end != null) {
            client.clientSecretExpiresAt(end);
        }
    }

    @Override
    public String toString() {
        return "StoredClient[clientId=" + clientId + "]";
    }
}
