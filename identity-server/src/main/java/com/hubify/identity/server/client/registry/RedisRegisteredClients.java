package com.hubify.identity.server.client.registry;

import com.hubify.identity.server.client.ClientCatalog;
import com.hubify.identity.server.client.ClientSecrets;
import com.hubify.identity.server.redis.RedisJson;
import com.hubify.identity.server.redis.RedisKeyspace;
import com.hubify.identity.server.redis.UnreadableDocument;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.data.redis.core.StringRedisTemplate;
import org.springframework.security.oauth2.core.AuthorizationGrantType;
import org.springframework.security.oauth2.core.ClientAuthenticationMethod;
import org.springframework.security.oauth2.server.authorization.client.RegisteredClient;
import org.springframework.security.oauth2.server.authorization.client.RegisteredClientRepository;
import org.springframework.security.oauth2.server.authorization.settings.ClientSettings;
import org.springframework.security.oauth2.server.authorization.settings.TokenSettings;
import org.springframework.stereotype.Repository;

/**
 * Clients of the configuration, and those registered in Redis, which can't replace the former. Spring's id of a client is
 * its client_id.
 *
 * <pre>
 * hfy:client:{client id}    json string    for ever: until the client is deleted
 * </pre>
 */
@Repository
class RedisRegisteredClients implements RegisteredClientRepository {

    private static final Logger log = LoggerFactory.getLogger(RedisRegisteredClients.class);

    private final ClientCatalog configured;
    private final StringRedisTemplate redis;

    RedisRegisteredClients(ClientCatalog configured, StringRedisTemplate redis) {
        this.configured = configured;
        this.redis = redis;
    }

    record Document(
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
            Map<String, Object> tokenSettings) {

        @Override
        public String toString() {
            return "Document[clientId=" + clientId + "]";
        }
    }

    @Override
    public void save(RegisteredClient client) {
        if (!client.getId().equals(client.getClientId())
                || configured.find(client.getClientId()).isPresent()) {
            throw new IllegalArgumentException("client " + client.getClientId() + " can't be registered");
        }
        redis.opsForValue().set(key(client.getClientId()), RedisJson.write(document(client)));
    }

    @Override
    public @Nullable RegisteredClient findById(String id) {
        return findByClientId(id);
    }

    @Override
    public @Nullable RegisteredClient findByClientId(String clientId) {
        return configured.find(clientId).or(() -> stored(clientId)).orElse(null);
    }

    private Optional<RegisteredClient> stored(String clientId) {
        // Client ids are untrusted and become part of a Redis key.
        if (clientId.length() > 200) {
            return Optional.empty();
        }
        return Optional.ofNullable(redis.opsForValue().get(key(clientId))).flatMap(json -> read(clientId, json));
    }

    /** An unreadable client is treated as unknown. */
    private static Optional<RegisteredClient> read(String clientId, String json) {
        try {
            Document document = RedisJson.read(json, Document.class);
            return Optional.of(UnreadableDocument.reading(() -> client(document)));
        } catch (UnreadableDocument e) {
            log.warn("Stored client {} is unreadable and is treated as unknown: {}", clientId, e.getMessage());
            return Optional.empty();
        }
    }

    private static Document document(RegisteredClient client) {
        return new Document(
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
                StoredSettings.write(client.getTokenSettings().getSettings()));
    }

    private static RegisteredClient client(Document document) {
        RegisteredClient.Builder client = RegisteredClient.withId(document.clientId());
        if (document.secret() != null) {
            if (!ClientSecrets.isEncoded(document.secret())) {
                throw new UnreadableDocument("its secret is not a supported digest");
            }
            client.clientSecret(document.secret());
        }
        if (document.issuedAt() != null) {
            client.clientIdIssuedAt(document.issuedAt());
        }
        if (document.secretExpiresAt() != null) {
            client.clientSecretExpiresAt(document.secretExpiresAt());
        }
        return client.clientId(document.clientId())
                .clientName(document.name())
                .clientAuthenticationMethods(
                        all -> document.methods().forEach(method -> all.add(new ClientAuthenticationMethod(method))))
                .authorizationGrantTypes(
                        all -> document.grantTypes().forEach(grant -> all.add(new AuthorizationGrantType(grant))))
                .redirectUris(all -> all.addAll(document.redirectUris()))
                .postLogoutRedirectUris(all -> all.addAll(document.postLogoutRedirectUris()))
                .scopes(all -> all.addAll(document.scopes()))
                .clientSettings(ClientSettings.withSettings(StoredSettings.read(document.settings()))
                        .build())
                .tokenSettings(TokenSettings.withSettings(StoredSettings.read(document.tokenSettings()))
                        .build())
                .build();
    }

    private static String key(String clientId) {
        return RedisKeyspace.key("client", clientId);
    }
}
