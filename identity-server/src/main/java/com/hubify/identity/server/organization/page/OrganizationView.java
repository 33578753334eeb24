package com.hubify.identity.server.organization.page;

import com.hubify.identity.server.organization.Membership;
import org.jspecify.annotations.Nullable;

/**
 * An organization as the page shows it.
 *
 * @param active whether the person acts for it
 */
record OrganizationView(Membership membership, boolean active) {

    public String id() {
        return membership.organization().id();
    }

    public String title() {
        return membership.organization().title();
    }

    /** Null if Clerk has not said it. */
    public @Nullable String role() {
        return membership.role() == null ? null : membership.roleName();
    }
}
