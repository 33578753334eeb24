package com.hubify.identity.server.organization;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A person in an organization.
 *
 * @param role such as {@code org:admin}; null if Clerk has not said it, as in ID tokens
 * @param permissions full names, at most {@link #MOST_PERMISSIONS}: more are left out
 * @param updatedAt when it changed last, by Clerk's clock
 */
public record Membership(
        Organization organization, @Nullable String role, List<String> permissions, Instant updatedAt) {

    /** Roles and their permissions are made by the instance's owner, so this is only a bound on what is stored. */
    static final int MOST_PERMISSIONS = 200;

    public Membership {
        permissions = List.copyOf(permissions.subList(0, Math.min(permissions.size(), MOST_PERMISSIONS)));
    }

    /** The role without {@code org:}, as settings name it; {@code unknown} if it is not known. */
    public String roleName() {
        return role == null ? "unknown" : role.replaceFirst("^org:", "");
    }
}
