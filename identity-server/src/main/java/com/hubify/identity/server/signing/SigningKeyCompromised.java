package com.hubify.identity.server.signing;

/** A version signs no more, is published no more, and services have been told. */
public record SigningKeyCompromised(String kid) {}
