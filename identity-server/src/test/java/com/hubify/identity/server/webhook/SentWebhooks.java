package com.hubify.identity.server.webhook;

import com.hubify.testing.TestClock;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** What is queued for a webhook that wants everything. */
public final class SentWebhooks {

    private final InMemoryWebhookQueue queue = new InMemoryWebhookQueue();
    private boolean away;
    private String full = "";

    public Webhooks webhooks() {
        return webhooks("chat");
    }

    public Webhooks webhooks(String... names) {
        return new Webhooks(
                Stream.of(names)
                        .map(name ->
                                new WebhookDestination(name, URI.create("https://chat.example/"), List.of(), Set.of()))
                        .toList(),
                new Breakable(),
                new WebhookFigures(new SimpleMeterRegistry()),
                TestClock.standing());
    }

    public List<String> bodies() {
        return queue.all().values().stream()
                .map(waiting -> waiting.event().body())
                .toList();
    }

    public void goAway() {
        away = true;
    }

    /** Takes no more for the webhook of that name; none is called "". */
    public void fill(String name) {
        full = name;
    }

    /** All that waits is sent, and taken. */
    public void deliver() {
        queue.all().keySet().forEach(key -> queue.remove(key.split(" ")[0], key.split(" ")[1]));
    }

    private final class Breakable implements WebhookQueue {

        @Override
        public boolean add(String destination, QueuedWebhook event, Instant now) {
            if (away) {
                throw new IllegalStateException("away");
            }
            return !destination.equals(full) && queue.add(destination, event, now);
        }

        @Override
        public Optional<QueuedWebhook> take(String destination, Instant now, Instant until) {
            return queue.take(destination, now, until);
        }

        @Override
        public void putOff(String destination, QueuedWebhook event, Instant due) {
            queue.putOff(destination, event, due);
        }

        @Override
        public void remove(String destination, String id) {
            queue.remove(destination, id);
        }
    }
}
