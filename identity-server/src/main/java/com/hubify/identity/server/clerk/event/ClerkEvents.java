package com.hubify.identity.server.clerk.event;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** Events that were taken and wait to be handled. What is taken is durable, and an id is taken once. */
interface ClerkEvents {

    /** How many wait at most. */
    int MOST = 10_000;

    /** How long an id is known after it was taken. Clerk repeats an event for 28 hours, and by hand later. */
    Duration KNOWN = Duration.ofDays(3);

    /** How many ids are known at most, the latest. An older message can't be replayed: its signature is good for five minutes. */
    int MOST_KNOWN = 100_000;

    /** What became of an event. */
    enum Taken {
        NEW,
        KNOWN,
        /** Too many wait; nothing was changed. */
        FULL
    }

    Taken add(QueuedEvent event, Instant now);

    /**
     * An event that is due. No other node gets it until then, when it is due again unless it was removed or put off before: this
     * node may crash.
     */
    Optional<QueuedEvent> next(Instant now, Instant until);

    /** Has the event come again at that time; does nothing if it was removed. */
    void putOff(QueuedEvent event, Instant due);

    /** The event is done; its id stays known. */
    void remove(String id);

    /** Gives up an event; it is taken again if it is sent again. */
    void giveUp(String id);
}
