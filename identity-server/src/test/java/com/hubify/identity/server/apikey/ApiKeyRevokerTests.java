package com.hubify.identity.server.apikey;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.hubify.identity.protocol.Ancestor;
import com.hubify.identity.protocol.Ancestor.Kind;
import com.hubify.identity.protocol.Revocation;
import com.hubify.identity.server.organization.OrganizationEnded;
import com.hubify.identity.server.revocation.InMemoryRevocations;
import com.hubify.identity.server.revocation.RevokedByOperator;
import com.hubify.identity.server.standing.Ends;
import com.hubify.identity.server.standing.Standing;
import com.hubify.identity.server.standing.StandingChanged;
import com.hubify.testing.TestClock;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.springframework.dao.QueryTimeoutException;

class ApiKeyRevokerTests {

    private static final Instant NOW = TestClock.START;

    private final TestClock clock = TestClock.standing();
    private final InMemoryRevocations revocations = new InMemoryRevocations();
    private final Events events = new Events();
    private final ApiKey key = TestApiKeys.usable().key();

    @Test
    void publishesAndMarks() {
        ApiKeys keys = keysWithOne();

        new ApiKeyRevoker(keys, revocations, clock, events).revoke(key, ApiKeyRevoked.Cause.HOLDER);

        assertThat(revocations.isRevoked(key.lineage())).isTrue();
        assertThat(keys.find(key.id())).map(ApiKey::revokedAt).contains(NOW);
        assertThat(events.published())
                .containsExactly(new ApiKeyRevoked(key.id(), key.owner(), ApiKeyRevoked.Cause.HOLDER, NOW));
    }

    @Test
    void publishesOneEventHoweverOftenItIsRepeated() {
        ApiKeyRevoker revoker = new ApiKeyRevoker(keysWithOne(), revocations, clock, events);

        revoker.revoke(key, ApiKeyRevoked.Cause.OWNER);
        revoker.revoke(key, ApiKeyRevoked.Cause.OWNER);

        assertThat(events.published()).hasSize(1);
    }

    /** Attack: an unused key of a deleted organization, which works again once the revocation is no longer stored. */
    @Test
    void marksTheKeysOfAnOrganizationThatHasEnded() {
        ApiKeys keys = keysWithOne();
        ApiKey organizations =
                TestApiKeys.usable().id(2).ofOrganization("org_1", key.owner()).key();
        keys.add(organizations);

        new ApiKeyRevoker(keys, revocations, clock, events).on(new OrganizationEnded("org_1"));

        assertThat(keys.find(organizations.id())).map(ApiKey::revokedAt).contains(NOW);
        assertThat(keys.ownedBy(key.owner())).containsExactly(key);
    }

    /** Lists, the audit trail and webhooks say why. Who is locked, or has sign-ins ended alone, keeps their keys. */
    @Test
    void marksTheKeysOfPeopleWhoHaveDeparted() {
        ApiKeys keys = keysWithOne();
        ApiKeyRevoker revoker = new ApiKeyRevoker(keys, revocations, clock, events);

        revoker.on(new StandingChanged(key.owner(), Standing.LOCKED, Ends.SIGN_INS, true, NOW));
        assertThat(keys.ownedBy(key.owner())).hasSize(1);
        revoker.on(new StandingChanged(key.owner(), Standing.BANNED, Ends.EVERYTHING, true, NOW));

        assertThat(keys.ownedBy(key.owner())).isEmpty();
        assertThat(events.published())
                .containsExactly(new ApiKeyRevoked(key.id(), key.owner(), ApiKeyRevoked.Cause.DEPARTED, NOW));
    }

    /** A crash between the two writes must leave the key dead where it is remembered, so the services hear of it first. */
    @Test
    void tellsEveryoneBeforeItMarks() {
        ApiKeys crashing = new InMemoryApiKeys(clock) {
            @Override
            public synchronized boolean revoke(ApiKeyId id, Instant at) {
                throw new IllegalStateException("crash");
            }
        };
        ApiKeyRevoker revoker = new ApiKeyRevoker(crashing, revocations, clock, events);

        assertThatThrownBy(() -> revoker.revoke(key, ApiKeyRevoked.Cause.OWNER)).hasMessage("crash");

        assertThat(revocations.names(key.ancestor())).isTrue();
    }

    @Test
    void marksNothingThatCouldNotBePublished() {
        ApiKeys keys = keysWithOne();
        ApiKeyRevoker revoker = new ApiKeyRevoker(keys, revocations, clock, events);
        revocations.isAway = true;

        assertThatThrownBy(() -> revoker.revoke(key, ApiKeyRevoked.Cause.OWNER))
                .isInstanceOf(QueryTimeoutException.class);

        assertThat(keys.find(key.id())).map(ApiKey::revokedAt).isEmpty();
        assertThat(events.published()).isEmpty();
    }

    /** Attack: a key that nobody tries for a hundred days comes back to life. */
    @Test
    void makesAnOperatorsRevocationLast() {
        ApiKeys keys = keysWithOne();
        ApiKeyRevoker revoker = new ApiKeyRevoker(keys, revocations, clock, events);

        revoker.on(byOperator(Kind.KEY, key.id().value(), NOW));
        revoker.on(byOperator(Kind.KEY, key.id().value(), NOW));

        assertThat(events.published())
                .containsExactly(new ApiKeyRevoked(key.id(), key.owner(), ApiKeyRevoked.Cause.OPERATOR, NOW));
    }

    @Test
    void makesARevocationOfTheOwnerLastForTheKeysTheyHadUntilThen() {
        ApiKeys keys = keysWithOne();
        ApiKey later = TestApiKeys.usable()
                .id("later123")
                .createdAt(NOW.plusSeconds(1))
                .key();
        keys.add(later);
        ApiKeyRevoker revoker = new ApiKeyRevoker(keys, revocations, clock, events);

        revoker.on(byOperator(Kind.SUBJECT, key.owner().value(), NOW));

        assertThat(keys.find(key.id())).map(ApiKey::revokedAt).contains(NOW);
        assertThat(keys.ownedBy(key.owner())).containsExactly(later);
    }

    @Test
    void isNotConcernedByOtherRevocations() {
        ApiKeyRevoker revoker = new ApiKeyRevoker(keysWithOne(), revocations, clock, events);

        revoker.on(byOperator(Kind.KEY, "no key of ours", NOW));
        revoker.on(byOperator(Kind.SUBJECT, "no account of ours", NOW));
        revoker.on(byOperator(Kind.CLIENT, key.owner().value(), NOW));

        assertThat(events.published()).isEmpty();
    }

    private static RevokedByOperator byOperator(Kind kind, String id, Instant at) {
        return new RevokedByOperator(new Revocation(new Ancestor(kind, id), at), "demo-operator");
    }

    private ApiKeys keysWithOne() {
        ApiKeys keys = new InMemoryApiKeys(clock);
        keys.add(key);
        return keys;
    }
}
