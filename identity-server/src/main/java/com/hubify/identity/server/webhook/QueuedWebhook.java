package com.hubify.identity.server.webhook;

/**
 * An event on its way to one destination. It is stored as JSON, which other versions read, so members must keep their names.
 *
 * @param body as it is sent each time: a receiver must be able to compare what it gets twice
 * @param attempts how often sending it has failed
 */
record QueuedWebhook(String id, String body, int attempts) {

    QueuedWebhook failed() {
        return new QueuedWebhook(id, body, attempts + 1);
    }
}
