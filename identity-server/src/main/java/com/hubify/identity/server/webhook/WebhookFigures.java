package com.hubify.identity.server.webhook;

import io.micrometer.core.instrument.MeterRegistry;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;

/** Figures of the deliveries of this node, by destination. */
final class WebhookFigures {

    /** What has become of an event, or of an attempt to send it. */
    enum Outcome {
        DELIVERED,
        FAILED,
        /** The last attempt has failed, or the receiver says that it is gone. */
        GIVEN_UP,
        /** Too many events were waiting. */
        DROPPED
    }

    private final MeterRegistry registry;

    /** Destinations whose latest attempt has failed. */
    private final Map<String, Boolean> failing = new ConcurrentHashMap<>();

    WebhookFigures(MeterRegistry registry) {
        this.registry = registry;
    }

    void count(String destination, Outcome outcome) {
        registry.counter(
                        "hubify.webhook.events",
                        "destination",
                        destination,
                        "outcome",
                        outcome.name().toLowerCase(Locale.ROOT))
                .increment();
        if (outcome == Outcome.DELIVERED) {
            failing.remove(destination);
        } else if (outcome == Outcome.FAILED) {
            failing.put(destination, true);
        }
    }

    Set<String> failing() {
        return new TreeSet<>(failing.keySet());
    }
}
