package com.hubify.identity.server.webhook;

import java.net.URI;
import java.util.List;
import java.util.Set;

/**
 * Where events are sent to.
 *
 * @param events words of the types that are; empty for all
 */
record WebhookDestination(String name, URI url, List<WebhookSecret> secrets, Set<String> events) {

    boolean wants(WebhookEventType type) {
        return events.isEmpty() || events.contains(type.word());
    }

    // The URL may have a token in it.
    @Override
    public String toString() {
        return name;
    }
}
