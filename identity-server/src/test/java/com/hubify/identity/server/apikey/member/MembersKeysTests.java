package com.hubify.identity.server.apikey.member;

import static org.assertj.core.api.Assertions.assertThat;

import com.hubify.identity.server.apikey.ApiKey;
import com.hubify.identity.server.apikey.ApiKeyRevoked;
import com.hubify.identity.server.apikey.ApiKeyRevoker;
import com.hubify.identity.server.apikey.Events;
import com.hubify.identity.server.apikey.InMemoryApiKeys;
import com.hubify.identity.server.apikey.TestApiKeys;
import com.hubify.identity.server.organization.MembershipChanged;
import com.hubify.identity.server.organization.MembershipEnded;
import com.hubify.identity.server.organization.acting.TestOrganizations;
import com.hubify.identity.server.revocation.InMemoryRevocations;
import com.hubify.testing.TestClock;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class MembersKeysTests {

    private static final String OWNER = TestApiKeys.OWNER.value();

    private final TestClock clock = TestClock.standing();
    private final InMemoryApiKeys keys = new InMemoryApiKeys(clock);
    private final InMemoryRevocations revocations = new InMemoryRevocations();
    private final Events events = new Events();
    private final TestOrganizations organizations = new TestOrganizations(clock);
    private final MembersKeys members =
            new MembersKeys(keys, new ApiKeyRevoker(keys, revocations, clock, events), organizations.members());
    private final ApiKey acting =
            TestApiKeys.usable().id(1).organization("org_1").key();
    private final ApiKey elsewhere =
            TestApiKeys.usable().id(2).organization("org_2").key();
    private final ApiKey personal = TestApiKeys.usable().id(3).key();

    @BeforeEach
    void store() {
        keys.add(acting);
        keys.add(elsewhere);
        keys.add(personal);
    }

    /** Attack: make a key for an organization, and go on with it after one was removed. */
    @Test
    void revokesTheKeysOfAnOrganizationWithTheMembership() {
        members.on(new MembershipEnded(OWNER, "org_1"));

        assertOnlyTheActingOneIsRevoked();
    }

    /** Attack: make a key as an administrator, and go on with it as a plain member. */
    @Test
    void revokesWhatHasMoreThanTheRoleAllows() {
        organizations.join(OWNER, "org_1", "Acme", TestOrganizations.MEMBER);

        members.on(new MembershipChanged(OWNER, "org_1", "member"));

        assertOnlyTheActingOneIsRevoked();
    }

    @Test
    void keepsWhatTheRoleAllows() {
        organizations.join(OWNER, "org_1", "Acme", TestOrganizations.ADMIN);

        members.on(new MembershipChanged(OWNER, "org_1", "admin"));

        assertThat(keys.ownedBy(TestApiKeys.OWNER)).hasSize(3);
        assertThat(revocations.published()).isEmpty();
    }

    private void assertOnlyTheActingOneIsRevoked() {
        assertThat(keys.ownedBy(TestApiKeys.OWNER)).containsExactlyInAnyOrder(elsewhere, personal);
        assertThat(revocations.names(acting.ancestor())).isTrue();
        assertThat(events.published())
                .containsExactly(new ApiKeyRevoked(
                        acting.id(), acting.owner(), ApiKeyRevoked.Cause.MEMBERSHIP, TestClock.START));
    }
}
