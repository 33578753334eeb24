package com.hubify.identity.server.webhook;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** Keeps events as long as the test runs. */
final class InMemoryWebhookQueue implements WebhookQueue {

    private final Map<String, Waiting> waiting = new LinkedHashMap<>();

    /** @param due in this order, and of the same time in that of their addition */
    record Waiting(QueuedWebhook event, Instant due) {}

    private static String key(String destination, String id) {
        return destination + " " + id;
    }

    synchronized Map<String, Waiting> all() {
        return Map.copyOf(waiting);
    }

    @Override
    public synchronized boolean add(String destination, QueuedWebhook event, Instant now) {
        long others = waiting.keySet().stream()
                .filter(key -> key.startsWith(destination + " "))
                .count();
        if (waiting.containsKey(key(destination, event.id()))) {
            return true;
        }
        if (others >= MOST) {
            return false;
        }
        waiting.put(key(destination, event.id()), new Waiting(event, now));
        return true;
    }

    @Override
    public synchronized Optional<QueuedWebhook> take(String destination, Instant now, Instant until) {
        Optional<QueuedWebhook> due = waiting.entrySet().stream()
                .filter(entry -> entry.getKey().startsWith(destination + " "))
                .map(Map.Entry::getValue)
                .filter(entry -> !entry.due().isAfter(now))
                .findFirst()
                .map(Waiting::event);
        due.ifPresent(event -> waiting.put(key(destination, event.id()), new Waiting(event, until)));
        return due;
    }

    @Override
    public synchronized void putOff(String destination, QueuedWebhook event, Instant due) {
        waiting.computeIfPresent(key(destination, event.id()), (key, old) -> new Waiting(event, due));
    }

    @Override
    public synchronized void remove(String destination, String id) {
        waiting.remove(key(destination, id));
    }
}
