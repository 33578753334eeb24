package com.hubify.identity.server.clerk.event;

/**
 * An event of Clerk could not be handled, and is not tried any more.
 *
 * @param reason the last failure's class, or what the event lacks
 */
public record ClerkEventGivenUp(String id, String type, String reason) {}
