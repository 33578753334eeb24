package com.hubify.identity.server.client;

/** A client could not be authenticated, or asked in a form that is none. */
public record ClientRefused(String error, String reason) {}
