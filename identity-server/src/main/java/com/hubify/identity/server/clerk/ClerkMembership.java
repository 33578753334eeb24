package com.hubify.identity.server.clerk;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A person in an organization at Clerk.
 *
 * @param userId {@code user_…}
 * @param organizationId {@code org_…}
 * @param slug the organization's name in addresses
 * @param name the organization's name
 * @param role such as {@code org:admin}, as Clerk writes it here; session tokens have {@code admin}
 * @param permissions full names such as {@code org:sys_memberships:read}, at most 200
 * @param updatedAt when the document changed last, for the order of documents; null if Clerk doesn't say
 */
public record ClerkMembership(
        String userId,
        String organizationId,
        @Nullable String slug,
        @Nullable String name,
        String role,
        List<String> permissions,
        @Nullable Instant updatedAt) {

    public ClerkMembership {
        permissions = List.copyOf(permissions);
    }
}
