package com.hubify.identity.server.organization;

import com.hubify.identity.protocol.Ancestor;
import com.hubify.identity.protocol.Revocation;
import com.hubify.identity.server.clerk.ClerkJson;
import com.hubify.identity.server.clerk.ClerkText;
import com.hubify.identity.server.clerk.event.ClerkEvent;
import com.hubify.identity.server.clerk.event.ClerkEventHandler;
import com.hubify.identity.server.revocation.Revocations;
import java.time.Clock;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;

/** What Clerk's webhooks say of organizations. With one that is deleted, all ends that acts for it. */
@Component
class OrganizationEvents implements ClerkEventHandler {

    private static final String UPDATED = "organization.updated";
    private static final String DELETED = "organization.deleted";

    private final Memberships memberships;
    private final Revocations revocations;
    private final ApplicationEventPublisher events;
    private final Clock clock;

    OrganizationEvents(
            Memberships memberships, Revocations revocations, ApplicationEventPublisher events, Clock clock) {
        this.memberships = memberships;
        this.revocations = revocations;
        this.events = events;
        this.clock = clock;
    }

    @Override
    public Set<String> types() {
        return Set.of(UPDATED, DELETED);
    }

    @Override
    public void handle(ClerkEvent event) {
        String id = ClerkJson.organizationId(event.data());
        if (event.type().equals(UPDATED)) {
            memberships.name(new Organization(id, text(event, "name"), text(event, "slug")), event.dataAt());
            return;
        }
        Revocation ended = new Revocation(new Ancestor(Ancestor.Kind.ORGANIZATION, id), clock.instant());
        // Recorded before it is revoked: no token may be issued for it in between.
        if (memberships.end(id)) {
            revocations.publish(ended);
            events.publishEvent(new OrganizationEnded(id));
        } else {
            // Attack: make and delete organizations at Clerk, without ever signing in here.
            revocations.publishBriefly(ended);
        }
    }

    private static @Nullable String text(ClerkEvent event, String member) {
        return ClerkText.of(event.data().path(member).stringValue(null));
    }
}
