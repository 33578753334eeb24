package com.hubify.identity.server.webhook;

import com.hubify.identity.server.webhook.WebhookFigures.Outcome;
import com.hubify.identity.server.webhook.WebhookSender.Failure;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.random.RandomGenerator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Sends the events that wait for one destination, one after another. All nodes do; each event is one node's at a time. */
final class WebhookDelivery {

    private static final Logger LOG = LoggerFactory.getLogger(WebhookDelivery.class);

    /** How long an event is this node's: several times as long as an attempt may take. */
    private static final Duration TAKEN = Duration.ofMinutes(1);

    private final WebhookDestination destination;
    private final WebhookQueue queue;
    private final WebhookSender sender;
    private final WebhookFigures figures;
    private final Clock clock;
    private final RandomGenerator random;

    WebhookDelivery(
            WebhookDestination destination,
            WebhookQueue queue,
            WebhookSender sender,
            WebhookFigures figures,
            Clock clock,
            RandomGenerator random) {
        this.destination = destination;
        this.queue = queue;
        this.sender = sender;
        this.figures = figures;
        this.clock = clock;
        this.random = random;
    }

    /**
     * Sends all that is due, on one thread at a time.
     *
     * @throws InterruptedException when the server stops. The event is taken up again after a minute, by any node
     */
    void sendAll() throws InterruptedException {
        Optional<QueuedWebhook> due = take();
        while (due.isPresent()) {
            send(due.get());
            due = take();
        }
    }

    private Optional<QueuedWebhook> take() {
        Instant now = clock.instant();
        return queue.take(destination.name(), now, now.plus(TAKEN));
    }

    private void send(QueuedWebhook event) throws InterruptedException {
        Optional<Failure> failure = sender.send(destination, event, clock.instant());
        if (failure.isPresent()) {
            failed(event.failed(), failure.get());
            return;
        }
        queue.remove(destination.name(), event.id());
        figures.count(destination.name(), Outcome.DELIVERED);
    }

    private void failed(QueuedWebhook event, Failure failure) {
        figures.count(destination.name(), Outcome.FAILED);
        Optional<Duration> delay =
                failure.isGone() ? Optional.empty() : RetrySchedule.delay(event.attempts(), failure.asked(), random);
        if (delay.isPresent()) {
            LOG.info(
                    "The webhook {} did not take the event {}: {}; sent again in {}",
                    destination.name(),
                    event.id(),
                    failure.reason(),
                    delay.get());
            queue.putOff(destination.name(), event, clock.instant().plus(delay.get()));
            return;
        }
        if (failure.isGone()) {
            LOG.warn(
                    "The webhook {} is gone (status 410), so the event {} is given up. Take it out of"
                            + " hubify.identity.webhooks, or correct its url",
                    destination.name(),
                    event.id());
        } else {
            LOG.error(
                    "The webhook {} did not take the event {} in {} attempts, the last time with {}; it is given up",
                    destination.name(),
                    event.id(),
                    event.attempts(),
                    failure.reason());
        }
        queue.remove(destination.name(), event.id());
        figures.count(destination.name(), Outcome.GIVEN_UP);
    }
}
