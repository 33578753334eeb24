package com.hubify.identity.server.clerk.event;

import com.hubify.identity.server.clerk.MalformedDocument;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.ApplicationEventPublisher;

/** Handles the events that wait, one after another. All nodes do; each event is one node's at a time. */
final class ClerkEventWorker {

    private static final Logger LOG = LoggerFactory.getLogger(ClerkEventWorker.class);

    /** How long an event is this node's; after a crash another one takes it. Handled twice, it ends the same. */
    private static final Duration TAKEN = Duration.ofSeconds(10);

    /** After each failed attempt. */
    private static final List<Duration> DELAYS = List.of(
            Duration.ofSeconds(1),
            Duration.ofSeconds(5),
            Duration.ofSeconds(30),
            Duration.ofMinutes(5),
            Duration.ofMinutes(30),
            Duration.ofHours(2),
            Duration.ofHours(5),
            Duration.ofHours(10));

    private final ClerkEvents queue;
    private final List<ClerkEventHandler> handlers;
    private final ApplicationEventPublisher events;
    private final Clock clock;

    ClerkEventWorker(
            ClerkEvents queue, List<ClerkEventHandler> handlers, ApplicationEventPublisher events, Clock clock) {
        this.queue = queue;
        this.handlers = List.copyOf(handlers);
        this.events = events;
        this.clock = clock;
    }

    boolean wants(String type) {
        return handlers.stream().anyMatch(handler -> handler.types().contains(type));
    }

    /** Handles all that is due, on one thread at a time. */
    void handleAll() {
        Optional<QueuedEvent> due = next();
        while (due.isPresent()) {
            handle(due.get());
            due = next();
        }
    }

    private Optional<QueuedEvent> next() {
        Instant now = clock.instant();
        return queue.next(now, now.plus(TAKEN));
    }

    private void handle(QueuedEvent queued) {
        Optional<ClerkEvent> event = queued.event().map(it -> it.heardAt(clock.instant()));
        if (event.isEmpty()) {
            giveUp(queued.failed(), "", "unreadable");
            return;
        }
        Optional<RuntimeException> failure = handled(event.get());
        if (failure.isEmpty()) {
            queue.remove(queued.id());
        } else {
            failed(queued.failed(), event.get(), failure.get());
        }
    }

    /** A handler that fails does not keep the others from it. A failure that may pass counts more than one that can't. */
    private Optional<RuntimeException> handled(ClerkEvent event) {
        RuntimeException failure = null;
        for (ClerkEventHandler handler : handlers) {
            if (handler.types().contains(event.type())) {
                try {
                    handler.handle(event);
                } catch (RuntimeException e) {
                    failure = failure == null || failure instanceof MalformedDocument ? e : failure;
                }
            }
        }
        return Optional.ofNullable(failure);
    }

    // The message of any other failure may hold what the event says of a person.
    private void failed(QueuedEvent queued, ClerkEvent event, RuntimeException failure) {
        String reason = failure.getClass().getSimpleName();
        if (failure instanceof MalformedDocument) {
            giveUp(queued, event.type(), String.valueOf(failure.getMessage()));
            return;
        }
        if (queued.attempts() > DELAYS.size()) {
            giveUp(queued, event.type(), reason);
            return;
        }
        Duration delay = DELAYS.get(queued.attempts() - 1);
        queue.putOff(queued, clock.instant().plus(delay));
        LOG.warn("The event {} of Clerk could not be handled: {}; handled again in {}", event, reason, delay);
    }

    private void giveUp(QueuedEvent queued, String type, String reason) {
        events.publishEvent(new ClerkEventGivenUp(queued.id(), type, reason));
        queue.giveUp(queued.id());
        LOG.error(
                "The event {} of Clerk could not be handled, attempts: {}; {}; it is given up. Once that is mended, send it again"
                        + " from Clerk's dashboard",
                queued.id(),
                queued.attempts(),
                reason);
    }
}
