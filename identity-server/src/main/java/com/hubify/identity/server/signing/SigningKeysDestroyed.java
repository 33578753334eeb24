package com.hubify.identity.server.signing;

/** The private halves of all versions of a key before this one are gone. */
public record SigningKeysDestroyed(String before) {}
