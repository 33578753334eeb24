package com.hubify.clerk.webhook;

import com.hubify.clerk.event.InstanceEvent;
import com.hubify.clerk.problem.ClerkProblem;
import com.hubify.clerk.webhook.Message.State;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.context.event.EventListener;
import org.springframework.scheduling.TaskScheduler;
import org.springframework.stereotype.Component;

/** Hears what changes in the instance and tells every endpoint, as the switches say. */
@Component
class Webhooks {

    private final List<Endpoint> endpoints;
    private final Messages messages;
    private final Deliveries deliveries;
    private final ReverseOrder reverse = new ReverseOrder();
    private final AtomicReference<WebhookSwitches> switches = new AtomicReference<>(WebhookSwitches.NONE);

    Webhooks(
            WebhookProperties properties,
            Messages messages,
            Clock clock,
            @Qualifier("webhookScheduler") TaskScheduler scheduler) {
        this.endpoints = properties.endpoints();
        this.messages = messages;
        this.deliveries = new Deliveries(
                new WebhookSender(clock, WebhookSender.PATIENCE), scheduler, this::switches, properties.speed());
    }

    @EventListener
    void hear(InstanceEvent event) {
        Message message = messages.add(event);
        if (switches.getAndUpdate(WebhookSwitches::withOneLost).lose() > 0) {
            message.became(State.LOST);
            return;
        }
        send(message);
    }

    /** Sends the message now, as the first time: with the same id and body, to all endpoints, and again where they fail. */
    void send(Message message) {
        WebhookSwitches now = switches();
        for (Endpoint endpoint : endpoints) {
            for (int copy = 0; copy <= now.duplicates(); copy++) {
                deliveries.prepare(message, endpoint).ifPresent(attempt -> start(attempt, now));
            }
        }
    }

    private void start(Runnable attempt, WebhookSwitches now) {
        if (now.reorderMs() == 0) {
            deliveries.after(Duration.ofMillis(now.delayMs()), attempt);
        } else if (reverse.gather(attempt)) {
            deliveries.after(Duration.ofMillis(now.delayMs() + now.reorderMs()), reverse::close);
        }
    }

    /** @param most how many messages are told about at most */
    WebhookReport report(int most) {
        List<URI> urls = endpoints.stream().map(Endpoint::url).toList();
        return new WebhookReport(switches(), urls, deliveries.waiting(), messages.latest(most));
    }

    /** The message, unless newer ones have displaced it. */
    Message message(String id) {
        return messages.find(id).orElseThrow(() -> ClerkProblem.notFound("No webhook message was found with id " + id));
    }

    WebhookSwitches switches() {
        return switches.get();
    }

    void turn(WebhookSwitches next) {
        switches.set(next);
    }
}
