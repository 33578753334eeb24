package com.hubify.clerk.backend;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** An API key of Clerk, without its secret. */
record ApiKey(
        String id,
        String subject,
        String name,
        @Nullable String description,
        Map<String, @Nullable Object> claims,
        List<String> scopes,
        @Nullable String createdBy,
        @Nullable Instant expiresAt,
        Instant createdAt,
        Instant updatedAt,
        boolean revoked,
        @Nullable String revocationReason) {

    ApiKey revoked(@Nullable String reason, Instant now) {
        return new ApiKey(
                id, subject, name, description, claims, scopes, createdBy, expiresAt, createdAt, now, true, reason);
    }

    boolean isExpiredAt(Instant now) {
        return expiresAt != null && !now.isBefore(expiresAt);
    }

    /** Clerk's APIKey object. */
    Map<String, @Nullable Object> json(Instant now) {
        Map<String, @Nullable Object> json = new LinkedHashMap<>();
        json.put("object", "api_key");
        json.put("id", id);
        json.put("type", "api_key");
        json.put("subject", subject);
        json.put("name", name);
        json.put("description", description);
        json.put("claims", claims);
        json.put("scopes", scopes);
        json.put("revoked", revoked);
        json.put("revocation_reason", revocationReason);
        json.put("expired", isExpiredAt(now));
        json.put("expiration", expiresAt == null ? null : expiresAt.toEpochMilli());
        json.put("created_by", createdBy);
        json.put("last_used_at", null);
        json.put("created_at", createdAt.toEpochMilli());
        json.put("updated_at", updatedAt.toEpochMilli());
        return json;
    }
}
