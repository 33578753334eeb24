package com.hubify.identity.server.organization.acting;

import com.hubify.identity.protocol.Scopes;
import com.hubify.identity.server.account.AccountId;
import com.hubify.identity.server.organization.Membership;
import com.hubify.identity.server.organization.Memberships;
import com.hubify.identity.server.organization.acting.OrganizationProperties.FormerMembers;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** As whom tokens are issued, read anew each time, and what their role allows. */
@Component
public class ActingMembers {

    private final Memberships memberships;
    private final RoleScopes roles;
    private final OrganizationProperties properties;
    private final Clock clock;

    ActingMembers(Memberships memberships, RoleScopes roles, OrganizationProperties properties, Clock clock) {
        this.memberships = memberships;
        this.roles = roles;
        this.properties = properties;
        this.clock = clock;
    }

    /** Empty if the person is not a member. */
    public Optional<ActingMember> find(AccountId account, String organization) {
        Instant readAt = clock.instant();
        return memberships.find(account, organization).map(membership -> new ActingMember(membership, readAt));
    }

    /** What the role allows of granted scopes; may be none. */
    public Scopes within(Scopes granted, Membership membership) {
        return roles.within(granted, membership);
    }

    /** Whether the role allows to manage what belongs to the organization itself: its API keys. */
    public boolean manageKeys(Membership membership) {
        return membership.role() != null && properties.keyRoles().contains(membership.roleName());
    }

    /** The organizations of a person whose API keys they may manage, by title. */
    public List<Membership> managedBy(AccountId account) {
        return memberships.of(account).stream().filter(this::manageKeys).toList();
    }

    /** Whether a grant ends with the membership. Otherwise it goes on for the person alone. */
    public boolean endGrants() {
        return properties.formerMembers() == FormerMembers.END;
    }
}
