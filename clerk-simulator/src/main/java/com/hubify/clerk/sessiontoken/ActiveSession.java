package com.hubify.clerk.sessiontoken;

import java.time.Instant;

/** The session a person has at the simulated Frontend API of Clerk. */
record ActiveSession(String id, Instant startedAt) {}
