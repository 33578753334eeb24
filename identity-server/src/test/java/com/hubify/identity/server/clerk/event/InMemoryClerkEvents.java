package com.hubify.identity.server.clerk.event;

import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** Keeps events as long as the test runs. */
final class InMemoryClerkEvents implements ClerkEvents {

    private record Waiting(QueuedEvent event, Instant due) {}

    private final Map<String, Waiting> waiting = new LinkedHashMap<>();
    private final Map<String, Instant> known = new HashMap<>();

    synchronized Map<String, Instant> due() {
        Map<String, Instant> due = new HashMap<>();
        waiting.forEach((id, it) -> due.put(id, it.due()));
        return due;
    }

    @Override
    public synchronized Taken add(QueuedEvent event, Instant now) {
        if (waiting.containsKey(event.id())
                || known.getOrDefault(event.id(), Instant.MIN).isAfter(now)) {
            return Taken.KNOWN;
        }
        if (waiting.size() >= MOST) {
            return Taken.FULL;
        }
        waiting.put(event.id(), new Waiting(event, event.dueFrom(now)));
        known.put(event.id(), now.plus(KNOWN));
        return Taken.NEW;
    }

    @Override
    public synchronized Optional<QueuedEvent> next(Instant now, Instant until) {
        Optional<QueuedEvent> due = waiting.values().stream()
                .filter(it -> !it.due().isAfter(now))
                .sorted(Comparator.comparing(Waiting::due))
                .map(Waiting::event)
                .findFirst();
        due.ifPresent(event -> waiting.put(event.id(), new Waiting(event, until)));
        return due;
    }

    @Override
    public synchronized void putOff(QueuedEvent event, Instant due) {
        waiting.computeIfPresent(event.id(), (id, old) -> new Waiting(event, due));
    }

    @Override
    public synchronized void remove(String id) {
        waiting.remove(id);
    }

    @Override
    public synchronized void giveUp(String id) {
        waiting.remove(id);
        known.remove(id);
    }
}
