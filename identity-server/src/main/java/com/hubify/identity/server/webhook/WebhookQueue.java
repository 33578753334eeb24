package com.hubify.identity.server.webhook;

import java.time.Instant;
import java.util.Optional;

/** Events that are to be sent, for each destination by itself: one that does not answer must not delay the others. */
interface WebhookQueue {

    /** How many events wait for one destination at most. */
    int MOST = 10_000;

    /** Adds an event that is due now, unless one with its id waits already. False if too many wait. */
    boolean add(String destination, QueuedWebhook event, Instant now);

    /**
     * Takes an event that is due. No other node gets it until then, when it is due again unless it was removed or put off
     * before: this node may crash.
     */
    Optional<QueuedWebhook> take(String destination, Instant now, Instant until);

    /** Has the event come again at that time; does nothing if it was removed. */
    void putOff(String destination, QueuedWebhook event, Instant due);

    void remove(String destination, String id);
}
