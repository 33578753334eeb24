package com.hubify.identity.server.organization.acting;

import static com.hubify.identity.server.organization.acting.OrganizationChoice.THEMSELVES;
import static org.assertj.core.api.Assertions.assertThat;

import com.hubify.identity.server.account.AccountId;
import com.hubify.testing.TestClock;
import org.junit.jupiter.api.Test;

class OrganizationChoiceTests {

    private static final AccountId ADA = new AccountId("user_ada");

    private final TestOrganizations organizations = new TestOrganizations(TestClock.standing());
    private final OrganizationChoice choice = organizations.choice();

    /** Attack: have a person allow what is theirs alone, and get their organization's once they make that the active one. */
    @Test
    void anApplicationDoesNotFollowTheActiveOrganizationUnasked() {
        organizations.join("user_ada", "org_1", "Acme", TestOrganizations.ADMIN);
        choice.choose(ADA, "shop", THEMSELVES);
        assertThat(choice.isOther(ADA, "shop")).isFalse();

        choice.activate(ADA, "org_1");
        assertThat(choice.isOther(ADA, "shop")).isTrue();
        choice.choose(ADA, "shop", "org_1");
        assertThat(choice.isOther(ADA, "shop")).isFalse();
        choice.activate(ADA, THEMSELVES);
        assertThat(choice.isOther(ADA, "shop")).isTrue();
    }

    /** Attack: the same with one that was allowed before the person was in any organization. */
    @Test
    void whatWasAllowedWithoutAChoiceIsThePersonsAlone() {
        assertThat(choice.isOther(ADA, "shop")).isFalse();

        organizations.join("user_ada", "org_1", "Acme", TestOrganizations.ADMIN);
        assertThat(choice.isOther(ADA, "shop")).isFalse();
        choice.activate(ADA, "org_1");

        assertThat(choice.isOther(ADA, "shop")).isTrue();
    }

    /** Who has left their only organization sees no choice, and is asked once. */
    @Test
    void whoHasLeftIsAskedOnce() {
        organizations.join("user_ada", "org_1", "Acme", TestOrganizations.ADMIN);
        choice.choose(ADA, "shop", "org_1");
        organizations.memberships().forget(ADA);
        assertThat(choice.isOther(ADA, "shop")).isTrue();

        choice.confirm(ADA, "shop");

        assertThat(choice.isOther(ADA, "shop")).isFalse();
    }
}
