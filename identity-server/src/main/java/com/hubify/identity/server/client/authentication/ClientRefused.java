package com.hubify.identity.server.client.authentication;

/**
 * A client could not be authenticated, or sent a malformed request.
 *
 * @param client the sent client_id if it is registered; else empty
 */
public record ClientRefused(String error, String reason, String client) {}
