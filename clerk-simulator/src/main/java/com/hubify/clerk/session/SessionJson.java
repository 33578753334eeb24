package com.hubify.clerk.session;

import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Clerk's Session object. Webhooks add the person to it. */
public final class SessionJson {

    private static final Duration UNTIL_ABANDONED = Duration.ofDays(30);

    private SessionJson() {}

    public static Map<String, @Nullable Object> of(Session session, Instant now) {
        SessionStatus status = session.statusAt(now);
        Map<String, @Nullable Object> json = new LinkedHashMap<>();
        json.put("object", "session");
        json.put("id", session.id());
        json.put("user_id", session.userId());
        json.put("client_id", session.clientId());
        json.put("actor", null);
        json.put("status", status.code());
        json.put("last_active_organization_id", session.organizationId());
        json.put("last_active_at", session.updatedAt().toEpochMilli());
        json.put("latest_activity", null);
        json.put("expire_at", session.expiresAt().toEpochMilli());
        json.put("abandon_at", session.createdAt().plus(UNTIL_ABANDONED).toEpochMilli());
        json.put("tasks", status == SessionStatus.PENDING ? List.of(Map.of("key", "choose-organization")) : List.of());
        json.put("created_at", session.createdAt().toEpochMilli());
        json.put("updated_at", session.updatedAt().toEpochMilli());
        return json;
    }
}
