package com.hubify.identity.server.apikey.member;

import static org.assertj.core.api.Assertions.assertThat;

import com.hubify.identity.server.apikey.ApiKey;
import com.hubify.identity.server.apikey.ApiKeyRevoked;
import com.hubify.identity.server.apikey.ApiKeyRevoker;
import com.hubify.identity.server.apikey.Events;
import com.hubify.identity.server.apikey.InMemoryApiKeys;
import com.hubify.identity.server.apikey.TestApiKeys;
import com.hubify.identity.server.apikey.member.ManagedKey.Act;
import com.hubify.identity.server.organization.acting.TestOrganizations;
import com.hubify.identity.server.revocation.InMemoryRevocations;
import com.hubify.identity.server.standing.TestDepartures;
import com.hubify.testing.TestClock;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ManagedKeysTests {

    private final TestClock clock = TestClock.standing();
    private final InMemoryApiKeys keys = new InMemoryApiKeys(clock);
    private final Events events = new Events();
    private final TestOrganizations organizations = new TestOrganizations(clock);
    private final ManagedKeys managed = new ManagedKeys(
            keys,
            new ApiKeyRevoker(keys, new InMemoryRevocations(), clock, events),
            organizations.members(),
            new TestDepartures().departures(),
            events);
    private final ApiKey key =
            TestApiKeys.usable().ofOrganization("org_1", TestApiKeys.OWNER).key();

    @BeforeEach
    void store() {
        keys.add(key);
    }

    /** An organization's key doesn't say who did something to it. */
    @Test
    void saysWhoDidIt() {
        organizations.join(TestApiKeys.OWNER.value(), "org_1", "Acme", TestOrganizations.ADMIN);

        assertThat(managed.note(TestApiKeys.OWNER, key, Act.CREATED)).isTrue();
        assertThat(events.published())
                .containsExactly(new ManagedKey(key.id(), "org_1", TestApiKeys.OWNER, Act.CREATED));
    }

    /** Attack: make keys while the role is taken away. They would outlive it. */
    @Test
    void revokesAKeyWhoseMakerHasLostTheRoleMeanwhile() {
        organizations.join(TestApiKeys.OWNER.value(), "org_1", "Acme", TestOrganizations.MEMBER);

        assertThat(managed.note(TestApiKeys.OWNER, key, Act.CREATED)).isFalse();
        assertThat(keys.ownedBy(key.owner())).isEmpty();
        assertThat(events.published())
                .containsExactly(
                        new ApiKeyRevoked(key.id(), key.owner(), ApiKeyRevoked.Cause.MEMBERSHIP, TestClock.START));
    }

    /** Attack: call an organization by another's id, to get its keys by a slug. */
    @Test
    void takesAnIdForAnIdBeforeAnyName() {
        organizations.join(TestApiKeys.OWNER.value(), "org_2", "ORG_1", TestOrganizations.ADMIN);
        organizations.join(TestApiKeys.OWNER.value(), "org_1", "Acme", TestOrganizations.ADMIN);

        assertThat(managed.organization(TestApiKeys.OWNER, "org_1"))
                .hasValueSatisfying(it -> assertThat(it.organization().id()).isEqualTo("org_1"));
    }
}
