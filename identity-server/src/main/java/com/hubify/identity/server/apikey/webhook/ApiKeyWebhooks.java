package com.hubify.identity.server.apikey.webhook;

import com.hubify.identity.protocol.ApiKeyToken;
import com.hubify.identity.server.apikey.ApiKey;
import com.hubify.identity.server.apikey.ApiKeyId;
import com.hubify.identity.server.apikey.ApiKeyRevoked;
import com.hubify.identity.server.apikey.ApiKeys;
import com.hubify.identity.server.apikey.change.ApiKeyChanged;
import com.hubify.identity.server.apikey.expiry.ApiKeyExpiring;
import com.hubify.identity.server.apikey.issuance.ApiKeyCreated;
import com.hubify.identity.server.apikey.issuance.ApiKeyRotated;
import com.hubify.identity.server.apikey.leak.ApiKeyLeaked;
import com.hubify.identity.server.webhook.WebhookEvent;
import com.hubify.identity.server.webhook.WebhookEventType;
import com.hubify.identity.server.webhook.Webhooks;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.event.EventListener;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/**
 * Has webhooks told of what happens to API keys. Members are listed one by one, so that a new field is never sent by
 * accident. What has happened to a key is done when it is told: if it can't be queued, that is logged, and no reason to
 * fail.
 */
@Component
class ApiKeyWebhooks {

    private static final Logger LOG = LoggerFactory.getLogger(ApiKeyWebhooks.class);

    private final Webhooks webhooks;
    private final ApiKeys keys;

    ApiKeyWebhooks(Webhooks webhooks, ApiKeys keys) {
        this.webhooks = webhooks;
        this.keys = keys;
    }

    @EventListener
    void on(ApiKeyCreated event) {
        tell(WebhookEventType.API_KEY_CREATED, event.id(), event.at(), Map.of());
    }

    @EventListener
    void on(ApiKeyChanged event) {
        tell(WebhookEventType.API_KEY_CHANGED, event.id(), event.at(), Map.of());
    }

    @EventListener
    void on(ApiKeyRotated event) {
        Map<String, @Nullable Object> more = members(event.key());
        more.put("successor", event.successor().value());
        tell(WebhookEventType.API_KEY_ROTATED, event.id(), event.at(), more);
    }

    @EventListener
    void on(ApiKeyRevoked event) {
        tell(
                WebhookEventType.API_KEY_REVOKED,
                event.id(),
                event.at(),
                Map.of("cause", event.cause().name().toLowerCase(Locale.ROOT)));
    }

    @EventListener
    void on(ApiKeyLeaked event) {
        Map<String, @Nullable Object> more = new LinkedHashMap<>();
        more.put("response", event.response().name().toLowerCase(Locale.ROOT));
        more.put("source", event.source());
        more.put("url", event.url());
        tell(WebhookEventType.API_KEY_LEAKED, event.id(), event.at(), more);
    }

    /** Fails if it can't be queued: the notice stays due until it is. So it comes first: others are told once. */
    @EventListener
    @Order(Ordered.HIGHEST_PRECEDENCE)
    void on(ApiKeyExpiring event) {
        // By key, stage and end, so that a notice that two nodes give is one event.
        String id = "expiring_" + event.id() + "_" + event.days() + "_"
                + event.expiresAt().getEpochSecond();
        if (!queue(id, WebhookEventType.API_KEY_EXPIRING, event.id(), event.at(), Map.of("days", event.days()))) {
            throw new IllegalStateException("too many events wait for a webhook");
        }
    }

    private void tell(WebhookEventType type, ApiKeyId id, Instant at, Map<String, ? extends @Nullable Object> more) {
        try {
            queue("msg_" + UUID.randomUUID(), type, id, at, more);
        } catch (RuntimeException e) {
            LOG.warn("Webhooks are not told of {} of the API key {}: {}", type.word(), id, e.toString());
        }
    }

    /** Whether it was dropped nowhere. */
    private boolean queue(
            String message,
            WebhookEventType type,
            ApiKeyId id,
            Instant at,
            Map<String, ? extends @Nullable Object> more) {
        if (!webhooks.want(type)) {
            return true;
        }
        Map<String, @Nullable Object> data = new LinkedHashMap<>(data(id));
        data.putAll(more);
        return webhooks.send(new WebhookEvent(message, type, at, data));
    }

    private Map<String, @Nullable Object> data(ApiKeyId id) {
        Map<String, @Nullable Object> data = new LinkedHashMap<>();
        data.put("id", id.value());
        data.put("prefix", ApiKeyToken.PREFIX + id.value());
        keys.find(id).map(ApiKeyWebhooks::members).ifPresent(data::putAll);
        return data;
    }

    private static Map<String, @Nullable Object> members(ApiKey key) {
        Map<String, @Nullable Object> members = new LinkedHashMap<>();
        members.put("name", key.name().value());
        members.put("owner", key.owner().value());
        members.put("scopes", List.copyOf(key.scopes().values()));
        members.put("created_at", key.createdAt().toString());
        members.put(
                "expires_at", key.expiresAt() == null ? null : key.expiresAt().toString());
        return members;
    }
}
