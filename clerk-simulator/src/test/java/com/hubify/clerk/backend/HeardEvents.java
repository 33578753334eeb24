package com.hubify.clerk.backend;

import com.hubify.clerk.event.InstanceEvent;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.context.event.EventListener;

/** Remembers what the instance told. */
@TestConfiguration(proxyBeanMethods = false)
class HeardEvents {

    private final List<InstanceEvent> events = new ArrayList<>();

    @EventListener
    synchronized void hear(InstanceEvent event) {
        events.add(event);
    }

    synchronized void clear() {
        events.clear();
    }

    synchronized List<String> types() {
        return events.stream().map(InstanceEvent::type).toList();
    }

    synchronized Map<String, @Nullable Object> data(String type) {
        return events.stream()
                .filter(event -> event.type().equals(type))
                .findFirst()
                .orElseThrow()
                .data();
    }
}
