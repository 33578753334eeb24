package com.hubify.clerk.directory;

import com.hubify.clerk.event.InstanceEvent;
import com.hubify.clerk.instance.ClerkIds;
import com.hubify.clerk.organization.Membership;
import com.hubify.clerk.organization.Organization;
import com.hubify.clerk.organization.OrganizationJson;
import com.hubify.clerk.organization.Role;
import com.hubify.clerk.problem.ClerkProblem;
import com.hubify.clerk.user.Metadata;
import com.hubify.clerk.user.User;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;

/** Creates, changes and deletes organizations and memberships. A {@link ClerkProblem} 404 tells that something is gone. */
@Component
public class Organizations {

    private final State state;
    private final Sessions sessions;
    private final DirectoryProperties properties;
    private final Clock clock;
    private final ClerkIds ids;
    private final ApplicationEventPublisher events;

    Organizations(
            State state,
            Sessions sessions,
            DirectoryProperties properties,
            Clock clock,
            ClerkIds ids,
            ApplicationEventPublisher events) {
        this.state = state;
        this.sessions = sessions;
        this.properties = properties;
        this.clock = clock;
        this.ids = ids;
        this.events = events;
    }

    /** Creates an organization. Who made it is its first administrator. */
    public Organization create(String name, @Nullable String slug, Metadata metadata, @Nullable String createdBy) {
        return state.change(() -> {
            if (state.organizations.isFull()) {
                throw ClerkProblem.quotaExceeded("organization_quota_exceeded");
            }
            Instant now = clock.instant();
            List<String> features = properties.organizations().stream()
                    .flatMap(one -> one.features().stream())
                    .distinct()
                    .toList();
            Organization organization = keep(
                    new Organization(ids.next("org"), slug, name, features, metadata, createdBy, now, now), "created");
            if (createdBy != null) {
                join(organization.id(), createdBy, Role.PREFIX + "admin");
            }
            return organization;
        });
    }

    public Organization update(String id, UnaryOperator<Organization> change) {
        return state.change(() -> keep(change.apply(find(id)).changedAt(clock.instant()), "updated"));
    }

    /** Deletes an organization. Its memberships go without an event of their own. */
    public Organization delete(String id) {
        return state.change(() -> {
            Organization organization = find(id);
            membershipsIn(organization).forEach(one -> state.memberships.remove(one.id()));
            state.organizations.remove(id);
            sessions.forget(id, session -> true);
            events.publishEvent(new InstanceEvent("organization.deleted", OrganizationJson.deleted(organization)));
            return organization;
        });
    }

    /** @param role key of the role, with {@code org:} */
    public Membership join(String id, String userId, String role) {
        return state.change(() -> {
            Organization organization = find(id);
            User user = user(userId);
            if (membershipsIn(organization).stream()
                    .anyMatch(one -> one.userId().equals(userId))) {
                throw ClerkProblem.alreadyMember();
            }
            if (state.memberships.isFull()) {
                throw ClerkProblem.quotaExceeded("organization_membership_quota_exceeded");
            }
            Instant now = clock.instant();
            Membership membership = new Membership(ids.next("orgmem"), id, userId, role(role), now, now);
            state.memberships.put(membership.id(), membership);
            tell("created", membership, organization, user);
            return membership;
        });
    }

    /** @param role key of the role, with {@code org:} */
    public Membership changeRole(String id, String userId, String role) {
        return state.change(() -> {
            Membership membership = membership(id, userId).with(role(role), clock.instant());
            state.memberships.put(membership.id(), membership);
            tell("updated", membership, find(id), user(userId));
            return membership;
        });
    }

    public Membership leave(String id, String userId) {
        return state.change(() -> leave(membership(id, userId), user(userId)));
    }

    void leaveAll(User user) {
        state.memberships.all().stream()
                .filter(one -> one.userId().equals(user.id()))
                .forEach(one -> leave(one, user));
    }

    /** Members of an organization, as its {@code members_count} says. */
    public int members(Organization organization) {
        return membershipsIn(organization).size();
    }

    private Membership leave(Membership membership, User user) {
        state.memberships.remove(membership.id());
        sessions.forget(membership.organizationId(), session -> session.userId().equals(user.id()));
        tell("deleted", membership, find(membership.organizationId()), user);
        return membership;
    }

    private Organization keep(Organization organization, String event) {
        String slug = organization.slug();
        boolean taken = slug != null
                && state.organizations.all().stream()
                        .anyMatch(other -> !other.id().equals(organization.id()) && slug.equals(other.slug()));
        if (taken) {
            throw ClerkProblem.identifierTaken("slug");
        }
        state.organizations.put(organization.id(), organization);
        Map<String, @Nullable Object> data = OrganizationJson.of(organization, members(organization));
        events.publishEvent(new InstanceEvent("organization." + event, data));
        return organization;
    }

    private void tell(String event, Membership membership, Organization organization, User user) {
        events.publishEvent(new InstanceEvent(
                "organizationMembership." + event,
                OrganizationJson.of(membership, organization, members(organization), user)));
    }

    private List<Membership> membershipsIn(Organization organization) {
        return state.memberships.all().stream()
                .filter(one -> one.organizationId().equals(organization.id()))
                .toList();
    }

    private Organization find(String id) {
        return state.organizations
                .find(id)
                .orElseThrow(() -> ClerkProblem.notFound("No organization was found with id " + id));
    }

    private User user(String id) {
        return state.users.find(id).orElseThrow(() -> ClerkProblem.notFound("No user was found with id " + id));
    }

    private Membership membership(String id, String userId) {
        return state.memberships.all().stream()
                .filter(one -> one.isOf(userId, id))
                .findFirst()
                .orElseThrow(() -> ClerkProblem.notFound("No organization membership was found for user " + userId));
    }

    private Role role(String key) {
        return properties.roles().stream()
                .filter(role -> key.equals(Role.PREFIX + role.key()))
                .findFirst()
                .orElseThrow(() -> ClerkProblem.notFound("No role was found with key " + key));
    }
}
