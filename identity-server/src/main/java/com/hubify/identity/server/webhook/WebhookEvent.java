package com.hubify.identity.server.webhook;

import java.time.Instant;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Something that happened.
 *
 * @param id identifies it, also to receivers, who may get it twice: letters, digits, {@code _} and {@code -}. With the same id
 *     it is queued once
 * @param at when it happened
 * @param data what happened, as members of JSON; never a secret. A few kilobytes at most
 */
public record WebhookEvent(String id, WebhookEventType type, Instant at, Map<String, ? extends @Nullable Object> data) {

    // The signature is over id, time and body joined by dots: an id with a dot could pass for another one.
    private static final Pattern ID = Pattern.compile("[0-9A-Za-z_-]{1,100}");

    public WebhookEvent {
        if (!ID.matcher(id).matches()) {
            throw new IllegalArgumentException("not an id of an event");
        }
    }
}
