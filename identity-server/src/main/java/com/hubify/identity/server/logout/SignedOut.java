package com.hubify.identity.server.logout;

/** A person signed out with a browser. */
public record SignedOut(String account, String sessionId) {}
