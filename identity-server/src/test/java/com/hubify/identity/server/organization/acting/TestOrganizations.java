package com.hubify.identity.server.organization.acting;

import com.hubify.identity.server.account.AccountId;
import com.hubify.identity.server.organization.InMemoryMemberships;
import com.hubify.identity.server.organization.Membership;
import com.hubify.identity.server.organization.Organization;
import com.hubify.identity.server.organization.acting.OrganizationProperties.FormerMembers;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * Organizations in memory, in which a {@code member} and an {@code editor} may read labs, and others may do all. Admins and editors
 * manage the keys. Slugs are names in small letters.
 */
public final class TestOrganizations {

    public static final String MEMBER = "org:member";
    public static final String ADMIN = "org:admin";
    public static final String EDITOR = "org:editor";

    private static final Instant LONG_AGO = Instant.parse("2026-01-01T00:00:00Z");

    private final InMemoryMemberships memberships = new InMemoryMemberships();
    private final InMemoryChoices choices = new InMemoryChoices();
    private final Clock clock;

    public TestOrganizations(Clock clock) {
        this.clock = clock;
    }

    public InMemoryMemberships memberships() {
        return memberships;
    }

    public OrganizationChoice choice() {
        return new OrganizationChoice(memberships, choices, event -> {});
    }

    public ActingMembers members() {
        return members(FormerMembers.END);
    }

    /** Of whom a grant goes on without the membership, for the person alone. */
    public ActingMembers membersWhoseGrantsGoOn() {
        return members(FormerMembers.PERSONAL);
    }

    private ActingMembers members(FormerMembers former) {
        OrganizationProperties properties = new OrganizationProperties(
                Map.of("member", Set.of("labs:read"), "editor", Set.of("labs:read")),
                Set.of("*"),
                former,
                Set.of("admin", "editor"));
        return new ActingMembers(memberships, new RoleScopes(properties, List.of()), properties, clock);
    }

    public OrganizationChooser chooser() {
        return new OrganizationChooser(choice(), members());
    }

    public void join(String account, String organization, String name, String role) {
        memberships.put(
                new AccountId(account),
                new Membership(
                        new Organization(organization, name, name.toLowerCase(Locale.ROOT)),
                        role,
                        List.of(),
                        LONG_AGO));
    }

    public void forget(String account) {
        memberships.forget(new AccountId(account));
        choices.forget(new AccountId(account));
    }
}
