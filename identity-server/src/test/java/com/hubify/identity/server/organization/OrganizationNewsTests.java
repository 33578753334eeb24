package com.hubify.identity.server.organization;

import static com.hubify.identity.server.organization.MembershipsContract.in;
import static org.assertj.core.api.Assertions.assertThat;

import com.hubify.identity.protocol.Ancestor;
import com.hubify.identity.protocol.Revocation;
import com.hubify.identity.server.account.AccountId;
import com.hubify.identity.server.clerk.ClerkMembership;
import com.hubify.identity.server.clerk.event.ClerkEvent;
import com.hubify.identity.server.page.KnownPeople;
import com.hubify.identity.server.revocation.InMemoryRevocations;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What follows from Clerk's news of organizations and their members. */
class OrganizationNewsTests {

    private static final AccountId ADA = new AccountId(KnownPeople.ADA);
    private static final Instant NOW = Instant.parse("2026-04-14T10:00:00Z");
    private static final Ancestor MEMBERSHIP = Ancestor.membership("org_1", "user_ada");

    private final InMemoryMemberships memberships = new InMemoryMemberships();
    private final InMemoryRevocations revocations = new InMemoryRevocations();
    private final List<Object> told = new ArrayList<>();
    private final Clock clock = Clock.fixed(NOW, ZoneOffset.UTC);
    private final MembershipUpdates updates =
            new MembershipUpdates(memberships, new KnownPeople(), revocations, told::add, clock);
    private final MembershipEvents ofMembers = new MembershipEvents(updates);
    private final OrganizationEvents ofOrganizations =
            new OrganizationEvents(memberships, revocations, told::add, clock);

    @Test
    void aNewMemberHasLostNothing() {
        hear("organizationMembership.created", "org:admin", NOW);

        assertThat(memberships.find(ADA, "org_1").map(Membership::roleName)).contains("admin");
        assertThat(memberships.find(ADA, "org_1").map(it -> it.organization().title()))
                .contains("Acme");
        assertThat(revocations.published()).isEmpty();
    }

    /** Attack: go on with tokens of the administrator one no longer is. */
    @Test
    void anotherRoleEndsTokensOfTheFormer() {
        hear("organizationMembership.created", "org:admin", NOW.minusSeconds(9));

        hear("organizationMembership.updated", "org:member", NOW);

        assertThat(revocations.published()).containsExactly(new Revocation(MEMBERSHIP, NOW));
        assertThat(told).containsExactly(new MembershipChanged("user_ada", "org_1", "member"));
    }

    @Test
    void anotherRemarkAtClerkEndsNothing() {
        hear("organizationMembership.created", "org:admin", NOW.minusSeconds(9));

        hear("organizationMembership.updated", "org:admin", NOW);

        assertThat(revocations.published()).isEmpty();
    }

    /** The server was killed after the role was recorded, and before services were told. */
    @Test
    void whatMayHaveBeenInterruptedIsToldAgain() {
        memberships.put(ADA, in("org_1", "Acme", "org:member", NOW));

        hear("organizationMembership.updated", "org:member", NOW);

        assertThat(revocations.published()).containsExactly(new Revocation(MEMBERSHIP, NOW));
    }

    /** Attack: the former administrator has an old event delivered once more. */
    @Test
    void lateNewsNeitherBringBackNorEndAnything() {
        hear("organizationMembership.created", "org:admin", NOW.minusSeconds(9));
        hear("organizationMembership.deleted", "org:admin", NOW.minusSeconds(9));
        revocations.forget();

        hear("organizationMembership.updated", "org:admin", NOW.minusSeconds(5));

        assertThat(memberships.of(ADA)).isEmpty();
        assertThat(revocations.published()).isEmpty();
    }

    @Test
    void whoHasLeftHasNothingOfTheOrganization() {
        hear("organizationMembership.created", "org:admin", NOW.minusSeconds(9));

        hear("organizationMembership.deleted", "org:admin", NOW.minusSeconds(9));

        assertThat(memberships.of(ADA)).isEmpty();
        assertThat(revocations.published()).containsExactly(new Revocation(MEMBERSHIP, NOW));
        assertThat(told).containsExactly(new MembershipEnded("user_ada", "org_1"));
    }

    /** Services take Clerk's session tokens of people who have never signed in here. */
    @Test
    void ofStrangersNothingIsStoredAndTheirTokensEnd() {
        ClerkMembership stranger =
                new ClerkMembership("user_stranger", "org_1", null, "Acme", "org:member", List.of(), NOW);

        updates.changed(stranger, NOW);
        updates.ended(stranger, NOW);

        assertThat(revocations.published())
                .extracting(Revocation::ancestor)
                .containsOnly(Ancestor.membership("org_1", "user_stranger"));
        assertThat(revocations.brief()).isEqualTo(revocations.published());
        assertThat(memberships.of(new AccountId("user_stranger"))).isEmpty();
        assertThat(told).isEmpty();
    }

    @Test
    void aListOfClerksEndsWhatItLacksAndTellsOfOtherRoles() {
        memberships.put(ADA, in("org_1", "Acme", "org:admin", NOW.minusSeconds(900)));
        memberships.put(ADA, in("org_2", "Zuse", "org:admin", NOW.minusSeconds(900)));
        memberships.put(ADA, in("org_3", "New", "org:admin", NOW.minusSeconds(9)));

        updates.replace(
                ADA,
                List.of(new ClerkMembership("user_ada", "org_1", null, "Acme", "org:member", List.of(), NOW)),
                NOW);

        assertThat(told)
                .containsExactlyInAnyOrder(
                        new MembershipChanged("user_ada", "org_1", "member"), new MembershipEnded("user_ada", "org_2"));
        assertThat(revocations.published())
                .extracting(Revocation::ancestor)
                .containsExactlyInAnyOrder(MEMBERSHIP, Ancestor.membership("org_2", "user_ada"));
        assertThat(memberships.of(ADA)).extracting(it -> it.organization().id()).containsExactly("org_1", "org_3");
    }

    @Test
    void withAnOrganizationAllEndsThatActsForIt() {
        hear("organizationMembership.created", "org:admin", NOW.minus(Duration.ofDays(1)));

        ofOrganizations.handle(
                event("organization.deleted", "{\"deleted\":true,\"id\":\"org_1\",\"object\":\"organization\"}"));
        hear("organizationMembership.updated", "org:admin", NOW);

        assertThat(memberships.of(ADA)).isEmpty();
        assertThat(revocations.published())
                .contains(new Revocation(new Ancestor(Ancestor.Kind.ORGANIZATION, "org_1"), NOW));
        assertThat(told).contains(new OrganizationEnded("org_1"));
    }

    /** Attack: make and delete organizations at Clerk, so that what is kept of each fills Redis. */
    @Test
    void ofAnOrganizationWithoutMembersHereOnlySessionTokensEnd() {
        ofOrganizations.handle(event("organization.deleted", "{\"deleted\":true,\"id\":\"org_9\"}"));

        assertThat(revocations.brief())
                .containsExactly(new Revocation(new Ancestor(Ancestor.Kind.ORGANIZATION, "org_9"), NOW));
        assertThat(told).isEmpty();
    }

    /** Fault: news from the future, of a wrong clock. The role of the next day counts all the same. */
    @Test
    void aTimeInTheFutureKeepsNoNewsOut() {
        hear("organizationMembership.created", "org:admin", NOW.plus(Duration.ofDays(115)));

        hear("organizationMembership.updated", "org:member", NOW.plusSeconds(1));

        assertThat(memberships.find(ADA, "org_1").map(Membership::roleName)).contains("member");
    }

    @Test
    void followsAnotherName() {
        hear("organizationMembership.created", "org:admin", NOW.minusSeconds(9));

        ofOrganizations.handle(event(
                "organization.updated",
                "{\"id\":\"org_1\",\"name\":\"Acme GmbH\",\"slug\":null,\"updated_at\":" + NOW.toEpochMilli() + "}"));

        assertThat(memberships.of(ADA))
                .extracting(it -> it.organization().title())
                .containsExactly("Acme GmbH");
    }

    private void hear(String type, String role, Instant updatedAt) {
        ofMembers.handle(event(type, """
                {"id":"orgmem_1","role":"%s","permissions":["org:sys_memberships:read"],"updated_at":%d,
                 "organization":{"id":"org_1","name":"Acme","slug":"acme"},"public_user_data":{"user_id":"user_ada"}}
                """.formatted(role, updatedAt.toEpochMilli())));
    }

    private static ClerkEvent event(String type, String data) {
        String body = "{\"type\":\"%s\",\"instance_id\":\"ins_1\",\"timestamp\":%d,\"data\":%s}"
                .formatted(type, NOW.toEpochMilli(), data);
        return ClerkEvent.read("msg_1", body.getBytes(StandardCharsets.UTF_8)).orElseThrow();
    }
}
