package com.hubify.identity.server.organization;

import com.hubify.identity.server.clerk.ClerkJson;
import com.hubify.identity.server.clerk.ClerkMembership;
import com.hubify.identity.server.clerk.event.ClerkEvent;
import com.hubify.identity.server.clerk.event.ClerkEventHandler;
import java.util.Set;
import org.springframework.stereotype.Component;

/** What Clerk's webhooks say of memberships. */
@Component
class MembershipEvents implements ClerkEventHandler {

    private static final String CREATED = "organizationMembership.created";
    private static final String UPDATED = "organizationMembership.updated";
    private static final String DELETED = "organizationMembership.deleted";

    private final MembershipUpdates updates;

    MembershipEvents(MembershipUpdates updates) {
        this.updates = updates;
    }

    @Override
    public Set<String> types() {
        return Set.of(CREATED, UPDATED, DELETED);
    }

    @Override
    public void handle(ClerkEvent event) {
        ClerkMembership membership = ClerkJson.membership(event.data());
        if (event.type().equals(DELETED)) {
            updates.ended(membership, event.at());
        } else {
            updates.changed(membership, event.at());
        }
    }
}
