package com.hubify.clerk.organization;

import java.time.Instant;

/**
 * A person's place in an organization.
 *
 * @param id {@code orgmem_…}
 */
public record Membership(
        String id, String organizationId, String userId, Role role, Instant createdAt, Instant updatedAt) {

    public boolean isOf(String user, String organization) {
        return userId.equals(user) && organizationId.equals(organization);
    }

    public Membership with(Role changed, Instant now) {
        return new Membership(id, organizationId, userId, changed, createdAt, now);
    }
}
