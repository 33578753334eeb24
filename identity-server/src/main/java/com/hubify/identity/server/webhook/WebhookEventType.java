package com.hubify.identity.server.webhook;

import java.util.Arrays;
import java.util.stream.Collectors;

/** The events that webhooks can be sent. */
public enum WebhookEventType {
    API_KEY_CREATED("api_key.created"),
    API_KEY_CHANGED("api_key.changed"),
    API_KEY_ROTATED("api_key.rotated"),
    API_KEY_REVOKED("api_key.revoked"),
    API_KEY_EXPIRING("api_key.expiring"),
    API_KEY_LEAKED("api_key.leaked");

    private final String word;

    WebhookEventType(String word) {
        this.word = word;
    }

    /** The member {@code type} of the event. */
    public String word() {
        return word;
    }

    /** All words, for messages. */
    static String words() {
        return Arrays.stream(values()).map(WebhookEventType::word).collect(Collectors.joining(", "));
    }

    static boolean isWord(String text) {
        return Arrays.stream(values()).anyMatch(type -> type.word.equals(text));
    }
}
