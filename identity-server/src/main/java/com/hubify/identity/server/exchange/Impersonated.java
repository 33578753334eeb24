package com.hubify.identity.server.exchange;

/**
 * Somebody who acts for a person exchanged a session token of Clerk. For the audit trail.
 *
 * @param account the person
 * @param actor who acts, as Clerk names them
 * @param session at Clerk
 */
public record Impersonated(String account, String actor, String session) {}
