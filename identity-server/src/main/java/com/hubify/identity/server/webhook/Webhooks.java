package com.hubify.identity.server.webhook;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.time.Clock;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.databind.json.JsonMapper;

/** Queues events for the webhooks that want them. */
public class Webhooks {

    private static final Logger LOG = LoggerFactory.getLogger(Webhooks.class);

    private static final JsonMapper JSON = new JsonMapper();

    private final List<WebhookDestination> destinations;
    private final WebhookQueue queue;
    private final WebhookFigures figures;
    private final Clock clock;

    /** Which webhook took which event, about 2 MB: one that is full must not have others get an event with each attempt. */
    private final Cache<String, Boolean> taken = Caffeine.newBuilder()
            .expireAfterWrite(Duration.ofDays(1))
            .maximumSize(10_000)
            .build();

    Webhooks(List<WebhookDestination> destinations, WebhookQueue queue, WebhookFigures figures, Clock clock) {
        this.destinations = List.copyOf(destinations);
        this.queue = queue;
        this.figures = figures;
        this.clock = clock;
    }

    /** Whether any webhook is sent such events; otherwise there is no need to make one. */
    public boolean want(WebhookEventType type) {
        return destinations.stream().anyMatch(destination -> destination.wants(type));
    }

    /**
     * Queues an event; it is sent later, by any node. Where too many wait already, it is dropped.
     *
     * @return whether it was dropped nowhere; else it may be sent again, and is queued where it was dropped
     */
    public boolean send(WebhookEvent event) {
        QueuedWebhook queued = new QueuedWebhook(event.id(), body(event), 0);
        boolean everywhere = true;
        for (WebhookDestination destination : destinations) {
            if (destination.wants(event.type()) && !take(destination.name(), queued)) {
                everywhere = false;
                figures.count(destination.name(), WebhookFigures.Outcome.DROPPED);
                LOG.warn(
                        "{} events wait for the webhook {} already; {} of {} is dropped",
                        WebhookQueue.MOST,
                        destination.name(),
                        event.id(),
                        event.type().word());
            }
        }
        return everywhere;
    }

    private boolean take(String destination, QueuedWebhook event) {
        String once = destination + ' ' + event.id();
        if (taken.getIfPresent(once) != null) {
            return true;
        }
        boolean added = queue.add(destination, event, clock.instant());
        if (added) {
            taken.put(once, true);
        }
        return added;
    }

    private static String body(WebhookEvent event) {
        Map<String, @Nullable Object> members = new LinkedHashMap<>();
        members.put("type", event.type().word());
        members.put("timestamp", event.at().toString());
        members.put("data", event.data());
        return JSON.writeValueAsString(members);
    }
}
