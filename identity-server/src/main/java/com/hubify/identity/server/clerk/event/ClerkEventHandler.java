package com.hubify.identity.server.clerk.event;

import java.util.Set;

/**
 * Does what follows from events of Clerk. Events come at least once and in any order, on one thread of any node: a handler must
 * be idempotent, and compare times ({@link ClerkEvent#dataAt}). If it fails, the event comes again later, to all its handlers.
 */
public interface ClerkEventHandler {

    /** The types of event that it wants, such as {@code user.deleted}. */
    Set<String> types();

    /**
     * Handles an event.
     *
     * @throws com.hubify.identity.server.clerk.MalformedDocument if it can never be handled
     * @throws RuntimeException if the event is to come again
     */
    void handle(ClerkEvent event);
}
