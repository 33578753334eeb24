package com.hubify.identity.server.apikey.endpoint;

import com.hubify.identity.protocol.ApiKeyToken;
import com.hubify.identity.server.apikey.ApiKey;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** API keys as JSON. Members are listed one by one, so that a new field is never published by accident. */
final class ApiKeyJson {

    private ApiKeyJson() {}

    /** The response at creation: as in the list, and, only here, the key itself. */
    static Map<String, @Nullable Object> created(ApiKey key, ApiKeyToken token) {
        Map<String, @Nullable Object> members = new LinkedHashMap<>();
        members.put("key", token.value());
        members.putAll(listed(key));
        return members;
    }

    /** One element of the list. */
    static Map<String, @Nullable Object> listed(ApiKey key) {
        Map<String, @Nullable Object> members = new LinkedHashMap<>();
        members.put("id", key.id().value());
        members.put("name", key.name().value());
        members.put("scopes", List.copyOf(key.scopes().values()));
        members.put("created_at", text(key.createdAt()));
        members.put("expires_at", text(key.expiresAt()));
        members.put("last_used_at", text(key.lastUsedAt()));
        return members;
    }

    /** What a holder of the key is shown. */
    static Map<String, @Nullable Object> verified(ApiKey key) {
        Map<String, @Nullable Object> members = listed(key);
        members.put("owner", key.owner().value());
        return members;
    }

    private static @Nullable String text(@Nullable Instant time) {
        return time == null ? null : time.toString();
    }
}
