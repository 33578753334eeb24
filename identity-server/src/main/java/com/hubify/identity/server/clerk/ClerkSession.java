package com.hubify.identity.server.clerk;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A session at Clerk: one browser or app in which a person is signed in.
 *
 * @param id {@code sess_…}
 * @param userId {@code user_…}
 * @param status {@code active}, {@code pending}, {@code ended}, {@code removed}, {@code revoked} and others
 * @param organizationId the active organization
 * @param createdAt when the person signed in there; null if Clerk doesn't say
 * @param updatedAt when the document changed last; null if Clerk doesn't say
 */
public record ClerkSession(
        String id,
        String userId,
        String status,
        @Nullable String organizationId,
        @Nullable Instant createdAt,
        @Nullable Instant updatedAt) {}
