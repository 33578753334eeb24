package com.hubify.identity.server.client.endpoint;

import com.hubify.identity.server.client.ClientMetadata;
import com.hubify.identity.server.client.registry.KnownClient;
import com.hubify.identity.server.client.registry.NewSecret;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** The resource of a client, with RFC 7591's names where it has them. */
final class ClientJson {

    private ClientJson() {}

    static Map<String, @Nullable Object> of(KnownClient client) {
        Map<String, @Nullable Object> json = new LinkedHashMap<>();
        ClientMetadata metadata = client.metadata();
        json.put("client_id", client.id());
        json.put("client_name", metadata.name());
        json.put("token_endpoint_auth_method", client.authenticationMethod());
        json.put("grant_types", sorted(metadata.grantTypes()));
        json.put("response_types", metadata.grantTypes().contains("authorization_code") ? List.of("code") : List.of());
        json.put("redirect_uris", sorted(metadata.redirectUris()));
        json.put("post_logout_redirect_uris", sorted(metadata.postLogoutRedirectUris()));
        json.put("scope", String.join(" ", sorted(metadata.scopes())));
        json.put("default_scope", String.join(" ", sorted(metadata.defaultScopes())));
        json.put("consent", metadata.consent());
        json.put("introspection", metadata.introspection());
        json.put("require_pkce", metadata.requirePkce());
        json.put("id_token_signed_response_alg", metadata.idTokenAlgorithm());
        json.put("id_token_claims", sorted(metadata.idTokenClaims()));
        json.put("access_token_ttl", metadata.accessTokenTimeToLive().toSeconds());
        json.put("refresh_token_ttl", metadata.refreshTokenTimeToLive().toSeconds());
        json.put("logo_uri", metadata.logoUri());
        json.put("policy_uri", metadata.policyUri());
        json.put("client_uri", metadata.clientUri());
        json.put("source", client.isConfigured() ? "configuration" : "api");
        json.put("status", client.isDisabled() ? "disabled" : "active");
        json.put("secrets", client.secrets().stream().map(ClientJson::of).toList());
        json.put("created_at", text(client.createdAt()));
        json.put("updated_at", text(client.updatedAt()));
        json.put("version", client.version());
        return json;
    }

    /** The same with the secret, and with what RFC 7591, section 3.2.1, asks for beside one. */
    static Map<String, @Nullable Object> of(NewSecret made) {
        Map<String, @Nullable Object> json = of(made.client());
        if (made.secret() != null) {
            json.put("client_secret", made.secret());
            json.put("client_secret_expires_at", 0);
        }
        return json;
    }

    private static Map<String, @Nullable Object> of(KnownClient.ClientSecret secret) {
        Map<String, @Nullable Object> json = new LinkedHashMap<>();
        json.put("id", secret.id());
        json.put("created_at", text(secret.createdAt()));
        json.put("expires_at", text(secret.expiresAt()));
        json.put("last_used_at", text(secret.lastUsedAt()));
        return json;
    }

    private static Set<String> sorted(Set<String> values) {
        return new TreeSet<>(values);
    }

    private static @Nullable String text(@Nullable Instant time) {
        return time == null ? null : time.toString();
    }
}
