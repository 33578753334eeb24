package com.hubify.clerk.console;

import com.hubify.clerk.organization.Organization;
import com.hubify.clerk.user.EmailAddress;
import com.hubify.clerk.user.User;
import java.util.List;
import java.util.Optional;

/**
 * A person as the page shows them. Templates call public methods only.
 *
 * @param others organizations they could join
 */
record PersonView(
        User user, boolean locked, List<Place> places, List<Organization> others, List<SessionView> sessions) {

    public String id() {
        return user.id();
    }

    public String label() {
        return user.label();
    }

    public boolean banned() {
        return user.banned();
    }

    public boolean deprovisioned() {
        return user.deprovisioned();
    }

    /** What stands beside the name. */
    public String standing() {
        if (user.isShutOut()) {
            return user.banned() ? "banned" : "deprovisioned";
        }
        return locked ? "locked" : user.name().orElse("");
    }

    public Optional<EmailAddress> email() {
        return Optional.ofNullable(user.profile().email());
    }

    /** A membership. */
    record Place(String organizationId, String slug, String role) {}

    /** A session that has not ended. */
    record SessionView(String id, String status, String since) {}
}
