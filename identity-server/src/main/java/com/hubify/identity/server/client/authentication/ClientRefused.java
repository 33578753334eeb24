package com.hubify.identity.server.client.authentication;

/**
 * A client could not be authenticated, or sent a malformed request.
 *
 * @param client id of the client if it is a registered one; empty if no client of the id that was sent is, or none was sent
 */
public record ClientRefused(String error, String reason, String client) {}
