package com.hubify.identity.server.session;

/** A person signed out with a browser. */
public record SignedOut(String account, String sessionId) {}
