package com.hubify.identity.server.clerk.event;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Optional;

/**
 * An event that waits to be handled. It is stored as JSON, which other versions read, so members must keep their names.
 *
 * @param body as it came
 * @param attempts how often handling it has failed
 */
record QueuedEvent(String id, String body, int attempts) {

    QueuedEvent failed() {
        return new QueuedEvent(id, body, attempts + 1);
    }

    Optional<ClerkEvent> event() {
        return ClerkEvent.read(id, body.getBytes(StandardCharsets.UTF_8));
    }

    /** Before now for what overtakes other events. */
    Instant dueFrom(Instant now) {
        return event().map(event -> now.minus(event.headStart())).orElse(now);
    }

    // It holds what Clerk knows of a person.
    @Override
    public String toString() {
        return id;
    }
}
