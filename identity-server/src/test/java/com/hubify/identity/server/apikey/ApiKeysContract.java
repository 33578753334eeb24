package com.hubify.identity.server.apikey;

import static org.assertj.core.api.Assertions.assertThat;

import com.hubify.identity.server.account.AccountId;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
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

    /** Every key stands on one page, also of those that were made in one second, and a page ends where the next one begins. */
    @Test
    void listsPageByPage() {
        for (int i = 0; i < 7; i++) {
            keys.add(TestApiKeys.usable()
                    .id(i)
                    .createdAt(NOW.plusSeconds(i / 3))
                    .expiresAt(NOW.plusSeconds(1_000 + i))
                    .key());
        }
        List<String> all = List.of("00000006", "00000003", "00000004", "00000005", "00000000", "00000001", "00000002");

        List<String> read = new ArrayList<>();
        ApiKeys.Place last = null;
        do {
            ApiKeys.Page page = keys.page(TestApiKeys.OWNER, last, 0, 2);
            assertThat(page.count()).isEqualTo(7);
            page.keys().forEach(key -> read.add(key.id().value()));
            last = page.last();
        } while (last != null);

        assertThat(read).isEqualTo(all);
        assertThat(keys.page(TestApiKeys.OWNER, null, 6, 2).keys())
                .extracting(key -> key.id().value())
                .containsExactly("00000002");
        assertThat(keys.page(TestApiKeys.OWNER, null, 8, 2)).isEqualTo(new ApiKeys.Page(List.of(), 7, null));
        assertThat(keys.page(TestApiKeys.STRANGER, null, 0, 2)).isEqualTo(new ApiKeys.Page(List.of(), 0, null));
    }

    /** The key at which a page ended is revoked, or one expires, before the next page is asked for. */
    @Test
    void nextPageBeginsWhereTheLastOneEnded() {
        for (int i = 0; i < 5; i++) {
            keys.add(TestApiKeys.usable()
                    .id(i)
                    .createdAt(NOW.plusSeconds(i))
                    .expiresAt(NOW.plusSeconds(i == 1 ? 10 : 1_000))
                    .key());
        }
        ApiKeys.Place last = keys.page(TestApiKeys.OWNER, null, 0, 2).last();
        keys.revoke(TestApiKeys.usable().id(3).key().id(), NOW);
        clock.wind(Duration.ofSeconds(10));

        ApiKeys.Page next = keys.page(TestApiKeys.OWNER, last, 0, 2);

        assertThat(next.keys()).extracting(key -> key.id().value()).containsExactly("00000002", "00000000");
        assertThat(next.count()).isEqualTo(3);
        assertThat(next.last()).isNull();
        assertThat(keys.ownedBy(TestApiKeys.OWNER)).hasSize(3);
    }

    @Test
    void oneRequestMakesOneKey() throws Exception {
        ApiKeys.Once once = new ApiKeys.Once("name", "asks for this", "sealed");

        List<ApiKeys.Addition> answers =
                atOnce(16, i -> () -> node(i).add(TestApiKeys.usable().id(i).key(), once));

        assertThat(answers).containsOnlyOnce(ApiKeys.Addition.ADDED);
        assertThat(answers.stream().filter(ApiKeys.Addition.REPEATED::equals)).hasSize(15);
        List<ApiKey> made = keys.ownedBy(TestApiKeys.OWNER);
        assertThat(made).hasSize(1);
        assertThat(keys.made(TestApiKeys.OWNER, "name"))
                .contains(new ApiKeys.Made(made.get(0).id(), "asks for this", "sealed"));
        assertThat(keys.made(TestApiKeys.STRANGER, "name")).isEmpty();
        ApiKey before = made.get(0);
        ApiKey successor = TestApiKeys.usable().id(90).key();
        assertThat(keys.addSuccessor(
                        successor, before, before.succeededBy(successor.id(), NOW, NOW.plusSeconds(60)), once))
                .isEqualTo(ApiKeys.Addition.REPEATED);
        assertThat(keys.ownedBy(TestApiKeys.OWNER)).containsExactly(before);
    }

    @Test
    void requestThatMadeNoKeyMayMakeOneLater() {
        ApiKeys.Once once = new ApiKeys.Once("name", "asks for this", "sealed");
        fill(InMemoryApiKeys.MAX_PER_OWNER);

        assertThat(keys.add(TestApiKeys.usable().key(), once)).isEqualTo(ApiKeys.Addition.TOO_MANY);

        assertThat(keys.made(TestApiKeys.OWNER, "name")).isEmpty();
        keys.revoke(TestApiKeys.usable().id(0).key().id(), NOW);
        assertThat(keys.add(TestApiKeys.usable().key(), once)).isEqualTo(ApiKeys.Addition.ADDED);
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

        List<Boolean> answers = atOnce(8, i -> () -> node(i).revoke(ID, NOW.plusSeconds(i)));

        assertThat(answers).containsOnlyOnce(true);
    }

    @Test
    void keepsTheBoundUnderConcurrentAdditions() throws Exception {
        fill(InMemoryApiKeys.MAX_PER_OWNER - 1);

        List<ApiKeys.Addition> answers = atOnce(
                16, i -> () -> node(i).add(TestApiKeys.usable().id(1000 + i).key()));

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
