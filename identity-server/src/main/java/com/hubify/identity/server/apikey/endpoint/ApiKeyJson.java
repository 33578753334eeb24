package com.hubify.identity.server.apikey.endpoint;

import com.hubify.identity.protocol.ApiKeyToken;
import com.hubify.identity.server.apikey.ApiKey;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** API keys as JSON. Members are listed one by one, so that a new field is never published by accident. */
final class ApiKeyJson {

    private ApiKeyJson() {}

    /** The response at creation: the resource and, only here, the key itself. */
    static Map<String, @Nullable Object> created(ApiKey key, ApiKeyToken token) {
        Map<String, @Nullable Object> members = new LinkedHashMap<>();
        members.put("key", token.value());
        members.putAll(of(key));
        return members;
    }

    /** The resource. */
    static Map<String, @Nullable Object> of(ApiKey key) {
        Map<String, @Nullable Object> members = new LinkedHashMap<>();
        members.put("id", key.id().value());
        members.put("prefix", ApiKeyToken.PREFIX + key.id().value());
        members.put("name", key.name().value());
        members.put("description", text(key.terms().description()));
        members.put("scopes", List.copyOf(key.scopes().values()));
        members.put("allowed_ips", key.allowedIps().texts());
        members.put("status", status(key));
        members.put("owner", key.owner().value());
        members.put("organization", key.organization());
        members.put("created_by", text(key.creator() == null ? key.owner() : key.creator()));
        members.put("created_at", text(key.createdAt()));
        members.put("expires_at", text(key.expiresAt()));
        members.put("last_used_at", text(key.lastUsedAt()));
        members.put("predecessor", text(key.predecessor()));
        members.put(
                "successor",
                key.succession() == null ? null : text(key.succession().successor()));
        members.put("revoked_at", text(key.revokedAt()));
        members.put("leak", key.leak() == null ? null : leak(key.leak()));
        return members;
    }

    private static Map<String, @Nullable Object> leak(ApiKey.Leak leak) {
        Map<String, @Nullable Object> members = new LinkedHashMap<>();
        members.put("found_at", text(leak.at()));
        members.put("source", leak.source());
        members.put("url", leak.url());
        members.put("scopes_before", List.copyOf(leak.scopesBefore().values()));
        return members;
    }

    private static String status(ApiKey key) {
        if (key.revokedAt() != null) {
            return "revoked";
        }
        if (key.leak() != null) {
            return "quarantined";
        }
        return key.succession() == null ? "active" : "rotating";
    }

    private static @Nullable String text(@Nullable Object value) {
        return value == null ? null : value.toString();
    }
}
