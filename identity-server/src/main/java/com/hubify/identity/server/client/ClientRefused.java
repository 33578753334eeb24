package com.hubify.identity.server.client;

/** A client could not be authenticated, or sent a malformed request. */
public record ClientRefused(String error, String reason) {}
