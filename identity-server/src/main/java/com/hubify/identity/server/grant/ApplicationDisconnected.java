package com.hubify.identity.server.grant;

/** A person has disconnected an application: what it had of them is revoked, and nothing is remembered as allowed. */
public record ApplicationDisconnected(String account, String clientId) {}
