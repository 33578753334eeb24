package com.hubify.identity.server.revocation;

import java.time.Instant;

/**
 * Says that every credential that descends from {@code ancestor} and was issued no later than {@code issuedBy} is dead. It is
 * terminal: nothing brings such a credential back. What is issued later (a person who signs in anew) is not touched.
 */
public record Revocation(Ancestor ancestor, Instant issuedBy) {}
