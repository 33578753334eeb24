package com.hubify.identity.server.revocation;

import com.hubify.identity.protocol.Revocation;

/** An operator's revocation was published. Repeating the request repeats the event. */
public record RevokedByOperator(Revocation revocation, String operator) {}
