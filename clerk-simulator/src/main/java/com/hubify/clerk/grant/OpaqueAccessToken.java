package com.hubify.clerk.grant;

import java.time.Instant;
import java.util.Set;

/** What an opaque access token stands for. */
public record OpaqueAccessToken(Grant grant, Set<String> scopes, Instant issuedAt, Instant expiresAt) {}
