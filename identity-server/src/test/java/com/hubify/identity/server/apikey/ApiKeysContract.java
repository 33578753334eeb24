package com.hubify.identity.server.apikey;

import static org.assertj.core.api.Assertions.assertThat;

import com.hubify.identity.server.account.AccountId;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** The promises of {@link ApiKeys}, which every implementation keeps. */
abstract class ApiKeysContract extends ChangingApiKeysContract {

    @Test
    void findsWhatWasAdded() {
        ApiKey key =
                TestApiKeys.usable().expiresAt(NOW.plus(Duration.ofDays(1))).key();

        ApiKeys.Addition addition = keys.add(key);

        assertThat(addition).isEqualTo(ApiKeys.Addition.ADDED);
        assertThat(keys.find(key.id())).contains(key);
        assertThat(keys.wasIssued(key.id())).isTrue();
    }

    @Test
    void findsNothingUnderAnUnknownId() {
        assertThat(keys.find(ID)).isEmpty();
        assertThat(keys.wasIssued(ID)).isFalse();
        assertThat(keys.revoke(ID, NOW)).isFalse();
    }

    @Test
    void neverReturnsExpiredKeys() {
        keys.add(TestApiKeys.usable().expiresAt(NOW.plusSeconds(60)).key());

        clock.wind(Duration.ofSeconds(60));

        assertThat(keys.find(ID)).isEmpty();
        assertThat(keys.ownedBy(TestApiKeys.OWNER)).isEmpty();
        assertThat(keys.revoke(ID, clock.instant())).isFalse();
        assertThat(keys.wasIssued(ID)).isTrue();
    }

    @Test
    void keepsRevokedKeysMarked() {
        keys.add(TestApiKeys.usable().key());

        boolean revoked = keys.revoke(ID, NOW.plusSeconds(5));

        assertThat(revoked).isTrue();
        assertThat(keys.find(ID)).map(ApiKey::revokedAt).contains(NOW.plusSeconds(5));
        assertThat(keys.ownedBy(TestApiKeys.OWNER)).isEmpty();
    }

    @Test
    void revokesOnce() {
        keys.add(TestApiKeys.usable().key());
        keys.revoke(ID, NOW);

        boolean again = keys.revoke(ID, NOW.plusSeconds(5));

        assertThat(again).isFalse();
        assertThat(keys.find(ID)).map(ApiKey::revokedAt).contains(NOW);
    }

    /** Attack: get a key with the id of somebody else's, to take its place in the store or to have its revocation undone. */
    @Test
    void neverGivesAnIdOutTwice() {
        ApiKey first = TestApiKeys.usable().key();
        keys.add(first);

        ApiKeys.Addition second =
                keys.add(TestApiKeys.usable().owner(TestApiKeys.STRANGER).key());

        assertThat(second).isEqualTo(ApiKeys.Addition.ID_TAKEN);
        assertThat(keys.find(ID)).contains(first);
        assertThat(keys.ownedBy(TestApiKeys.STRANGER)).isEmpty();
    }

    /** Attack: as above, once the first key is dead. */
    @Test
    void neverGivesTheIdOfADeadKeyOutAgain() {
        ApiKey revoked = TestApiKeys.usable().id(1).key();
        ApiKey expired =
                TestApiKeys.usable().id(2).expiresAt(NOW.plusSeconds(60)).key();
        keys.add(revoked);
        keys.add(expired);
        keys.revoke(revoked.id(), NOW);
        clock.wind(Duration.ofSeconds(60));

        assertThat(keys.add(TestApiKeys.usable().id(1).key())).isEqualTo(ApiKeys.Addition.ID_TAKEN);
        assertThat(keys.add(TestApiKeys.usable().id(2).key())).isEqualTo(ApiKeys.Addition.ID_TAKEN);
        assertThat(keys.find(revoked.id())).map(ApiKey::revokedAt).contains(NOW);
    }

    @Test
    void listsTheOwnersKeysNewestFirst() {
        ApiKey older = TestApiKeys.usable().id(1).key();
        ApiKey newer = TestApiKeys.usable().id(2).createdAt(NOW.plusSeconds(1)).key();
        keys.add(older);
        keys.add(newer);
        keys.add(TestApiKeys.usable().id(3).owner(TestApiKeys.STRANGER).key());

        assertThat(keys.ownedBy(TestApiKeys.OWNER)).containsExactly(newer, older);
    }

    @Test
    void boundsTheKeysOfAnOwner() {
        fill(InMemoryApiKeys.MAX_PER_OWNER);

        ApiKeys.Addition addition = keys.add(TestApiKeys.usable().key());

        assertThat(addition).isEqualTo(ApiKeys.Addition.TOO_MANY);
        assertThat(keys.find(ID)).isEmpty();
        assertThat(keys.wasIssued(ID)).isFalse();
        assertThat(keys.add(TestApiKeys.usable().owner(TestApiKeys.STRANGER).key()))
                .isEqualTo(ApiKeys.Addition.ADDED);
    }

    @Test
    void countsUsableKeysOnly() {
        fill(InMemoryApiKeys.MAX_PER_OWNER - 2);
        keys.add(TestApiKeys.usable().id(998).expiresAt(NOW.plusSeconds(60)).key());
        keys.add(TestApiKeys.usable().id(999).key());
        keys.revoke(TestApiKeys.usable().id(999).key().id(), NOW);
        clock.wind(Duration.ofSeconds(60));

        assertThat(keys.add(TestApiKeys.usable().id(1001).key())).isEqualTo(ApiKeys.Addition.ADDED);
        assertThat(keys.add(TestApiKeys.usable().id(1002).key())).isEqualTo(ApiKeys.Addition.ADDED);
        assertThat(keys.add(TestApiKeys.usable().id(1003).key())).isEqualTo(ApiKeys.Addition.TOO_MANY);
    }

    /** Attack: create and revoke in a loop until the store is full, from many connections at once. */
    @Test
    void boundsTheKeysAnOwnerMakesInADay() {
        AtomicInteger added = new AtomicInteger();
        IntStream.range(0, InMemoryApiKeys.MAX_PER_OWNER_AND_DAY + 20)
                .parallel()
                .forEach(i -> {
                    ApiKey key = TestApiKeys.usable().id(2_000 + i).key();
                    if (keys.add(key) == ApiKeys.Addition.ADDED) {
                        added.incrementAndGet();
                        keys.revoke(key.id(), NOW);
                    }
                });

        assertThat(added).hasValue(InMemoryApiKeys.MAX_PER_OWNER_AND_DAY);
        assertThat(keys.add(TestApiKeys.usable().key())).isEqualTo(ApiKeys.Addition.TOO_MANY_A_DAY);
        assertThat(keys.untilNextDay(TestApiKeys.OWNER)).isBetween(Duration.ofHours(23), Duration.ofDays(1));
        assertThat(keys.wasIssued(ID)).isFalse();
        assertThat(keys.add(TestApiKeys.usable().owner(TestApiKeys.STRANGER).key()))
                .isEqualTo(ApiKeys.Addition.ADDED);
    }

    @Test
    void notesUsesAMinuteApart() {
        keys.add(TestApiKeys.usable().key());

        keys.noteUse(ID, NOW);
        keys.noteUse(ID, NOW.plusSeconds(59));
        Instant soon = lastUse();
        keys.noteUse(ID, NOW.plusSeconds(60));
        Instant later = lastUse();
        keys.noteUse(ID, NOW.minusSeconds(300));
        Instant backwards = lastUse();

        assertThat(soon).isEqualTo(NOW);
        assertThat(later).isEqualTo(NOW.plusSeconds(60));
        assertThat(backwards).isEqualTo(NOW.plusSeconds(60));
        assertThat(keys.ownedBy(TestApiKeys.OWNER))
                .extracting(ApiKey::lastUsedAt)
                .containsExactly(later);
    }

    @Test
    void notesNoUseOfKeysThatAreNotUsable() {
        keys.add(TestApiKeys.usable().key());
        keys.revoke(ID, NOW);

        keys.noteUse(ID, NOW);
        keys.noteUse(new ApiKeyId("00000000"), NOW);

        assertThat(keys.find(ID)).map(ApiKey::lastUsedAt).isEmpty();
        assertThat(keys.find(new ApiKeyId("00000000"))).isEmpty();
    }

    /** Owners are whatever Clerk calls them, and Redis Cluster reads braces. */
    @Test
    void keepsStrangelyNamedOwnersApart() {
        AccountId one = new AccountId("a}:live{b:*");
        AccountId other = new AccountId("a}:live{b:?");
        keys.add(TestApiKeys.usable().id(1).owner(one).key());
        keys.add(TestApiKeys.usable().id(2).owner(other).key());

        keys.revoke(new ApiKeyId("00000001"), NOW);

        assertThat(keys.ownedBy(one)).isEmpty();
        assertThat(keys.ownedBy(other)).hasSize(1);
    }

    @Test
    void letsOneOfManyRevokersWin() throws Exception {
        keys.add(TestApiKeys.usable().key());

        List<Boolean> answers = atOnce(8, i -> () -> keys.revoke(ID, NOW.plusSeconds(i)));

        assertThat(answers).containsOnlyOnce(true);
    }

    @Test
    void keepsTheBoundUnderConcurrentAdditions() throws Exception {
        fill(InMemoryApiKeys.MAX_PER_OWNER - 1);

        List<ApiKeys.Addition> answers =
                atOnce(8, i -> () -> keys.add(TestApiKeys.usable().id(1000 + i).key()));

        assertThat(answers).containsOnlyOnce(ApiKeys.Addition.ADDED);
        assertThat(keys.ownedBy(TestApiKeys.OWNER)).hasSize(InMemoryApiKeys.MAX_PER_OWNER);
    }

    @Test
    void givesAnIdToOneOfManyOwners() throws Exception {
        List<ApiKeys.Addition> answers = atOnce(
                8,
                i -> () -> keys.add(
                        TestApiKeys.usable().owner(new AccountId("user_" + i)).key()));

        assertThat(answers).containsOnlyOnce(ApiKeys.Addition.ADDED);
    }

    private Instant lastUse() {
        return keys.find(ID).map(ApiKey::lastUsedAt).orElseThrow();
    }
}
