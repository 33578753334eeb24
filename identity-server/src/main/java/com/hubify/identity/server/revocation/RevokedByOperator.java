package com.hubify.identity.server.revocation;

import com.hubify.identity.protocol.Revocation;

/** An operator has revoked something, and it is published. Repeating the request repeats the event. */
public record RevokedByOperator(Revocation revocation, String operator) {}
