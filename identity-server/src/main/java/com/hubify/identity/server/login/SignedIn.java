package com.hubify.identity.server.login;

/** A person signed in with a browser. */
public record SignedIn(String account, String sessionId) {}
