package com.hubify.identity.server.apikey;

import static org.assertj.core.api.Assertions.assertThat;

import com.hubify.identity.protocol.Scopes;
import com.hubify.testing.TestClock;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The promises of {@link ApiKeys} about keys that change, which every implementation keeps. */
abstract class ChangingApiKeysContract {

    static final Instant NOW = TestClock.START;
    static final ApiKeyId ID = new ApiKeyId("abcd1234");

    final TestClock clock = TestClock.standing();
    ApiKeys keys = new InMemoryApiKeys(clock);
    ApiKeys other = keys;

    /** An empty store. */
    abstract ApiKeys create(Clock clock);

    /** The same store, as another node has it. */
    ApiKeys otherNode(Clock clock) {
        return keys;
    }

    @BeforeEach
    void startEmpty() {
        keys = create(clock);
        other = otherNode(clock);
    }

    /** One of two nodes. */
    ApiKeys node(int i) {
        return i % 2 == 0 ? keys : other;
    }

    @Test
    void changesAKeyInItsPlace() {
        ApiKey before = TestApiKeys.usable().key();
        keys.add(before);
        ApiKey after = before.on(narrowed(before.terms(), "labs:read"));

        assertThat(keys.change(before, after)).isTrue();

        assertThat(keys.find(ID)).contains(after);
        assertThat(keys.ownedBy(TestApiKeys.OWNER)).containsExactly(after);
    }

    /** Attack: bring a scope back that was taken away, by a change that began before. */
    @Test
    void changesNoKeyThatHasChangedMeanwhile() {
        ApiKey before = TestApiKeys.usable().key();
        keys.add(before);
        ApiKey narrowed = before.on(narrowed(before.terms(), "labs:read"));
        keys.change(before, narrowed);

        boolean changed = keys.change(before, before.on(narrowed(before.terms(), "experiments:*")));

        assertThat(changed).isFalse();
        assertThat(keys.find(ID)).contains(narrowed);
    }

    /** Attack: bring a revoked key back by a change that began before. */
    @Test
    void changesNoKeyThatWasRevokedMeanwhile() {
        ApiKey before = TestApiKeys.usable().key();
        keys.add(before);
        keys.revoke(ID, NOW);

        assertThat(keys.change(before, before.on(narrowed(before.terms(), "labs:read"))))
                .isFalse();
        assertThat(keys.addSuccessor(
                        TestApiKeys.usable().id(2).key(), before, before.succeededBy(id(2), NOW, NOW.plusSeconds(60))))
                .isEqualTo(ApiKeys.Addition.OUTDATED);

        assertThat(keys.find(ID)).map(ApiKey::revokedAt).contains(NOW);
        assertThat(keys.ownedBy(TestApiKeys.OWNER)).isEmpty();
        assertThat(keys.wasIssued(id(2))).isFalse();
    }

    @Test
    void addsASuccessorAndMarksItsPredecessor() {
        ApiKey before = TestApiKeys.usable().key();
        keys.add(before);
        ApiKey successor =
                TestApiKeys.usable().id(2).createdAt(NOW.plusSeconds(1)).key();
        ApiKey succeeded = before.succeededBy(successor.id(), NOW.plusSeconds(1), NOW.plusSeconds(60));

        assertThat(keys.addSuccessor(successor, before, succeeded)).isEqualTo(ApiKeys.Addition.ADDED);

        assertThat(keys.ownedBy(TestApiKeys.OWNER)).containsExactly(successor, succeeded);
        clock.wind(Duration.ofSeconds(60));
        assertThat(keys.ownedBy(TestApiKeys.OWNER)).containsExactly(successor);
    }

    /** Of many rotations at once, on any number of nodes, one makes a key. */
    @Test
    void addsOneSuccessor() throws Exception {
        ApiKey before = TestApiKeys.usable().key();
        keys.add(before);

        List<ApiKeys.Addition> answers = atOnce(8, i -> () -> {
            ApiKey successor = TestApiKeys.usable().id(i + 2).key();
            return node(i).addSuccessor(
                            successor, before, before.succeededBy(successor.id(), NOW, NOW.plusSeconds(60)));
        });

        assertThat(answers).containsOnlyOnce(ApiKeys.Addition.ADDED);
        assertThat(answers.stream().filter(ApiKeys.Addition.OUTDATED::equals)).hasSize(7);
        assertThat(keys.ownedBy(TestApiKeys.OWNER)).hasSize(2);
    }

    /** Attack: use, rename or rotate a key in the moment in which it is revoked, so that it lives on or is counted for good. */
    @Test
    void revokedKeyStaysRevokedWhateverHappensMeanwhile() throws Exception {
        ApiKey before = TestApiKeys.usable().key();
        keys.add(before);
        ApiKey successor = TestApiKeys.usable().id(2).key();

        atOnce(8, i -> () -> {
            switch (i % 4) {
                case 0 -> node(i / 4).noteUse(ID, NOW);
                case 1 -> node(i / 4).change(before, before.on(narrowed(before.terms(), "labs:read")));
                case 2 ->
                    node(i / 4)
                            .addSuccessor(
                                    successor, before, before.succeededBy(successor.id(), NOW, NOW.plusSeconds(60)));
                default -> node(i / 4).revoke(ID, NOW);
            }
            return i;
        });

        assertThat(keys.find(ID)).map(ApiKey::revokedAt).contains(NOW);
        assertThat(keys.find(ID)).map(ApiKey::lastUsedAt).isEmpty();
        assertThat(other.ownedBy(TestApiKeys.OWNER)).doesNotContain(before);
        fill(InMemoryApiKeys.MAX_PER_OWNER);
        assertThat(keys.page(TestApiKeys.OWNER, null, 0, 1).count()).isEqualTo(InMemoryApiKeys.MAX_PER_OWNER);
    }

    /** Attack: have a use write the scopes back that a change takes away. */
    @Test
    void keyIsNarrowedWhileItIsUsed() throws Exception {
        ApiKey before = TestApiKeys.usable().key();
        keys.add(before);
        ApiKey after = before.on(narrowed(before.terms(), "labs:read"));

        atOnce(8, i -> () -> {
            node(i).noteUse(ID, NOW);
            return i > 0 || node(i).change(before, after);
        });

        assertThat(other.find(ID)).contains(after.usedAt(NOW));
    }

    /** An owner with as many keys as allowed can rotate every one of them. */
    @Test
    void countsNoKeyThatHasASuccessor() {
        fill(InMemoryApiKeys.MAX_PER_OWNER - 1);
        ApiKey before = TestApiKeys.usable().key();
        keys.add(before);
        ApiKey successor = TestApiKeys.usable().id(998).key();

        ApiKeys.Addition addition =
                keys.addSuccessor(successor, before, before.succeededBy(successor.id(), NOW, NOW.plusSeconds(60)));

        assertThat(addition).isEqualTo(ApiKeys.Addition.ADDED);
        assertThat(keys.add(TestApiKeys.usable().id(999).key())).isEqualTo(ApiKeys.Addition.TOO_MANY);
    }

    /** Attack: rotate one key, revoke its successor and rotate it again, so that it counts as replaced twice and makes room. */
    @Test
    void countsAKeyThatIsReplacedAgainOnce() {
        fill(InMemoryApiKeys.MAX_PER_OWNER - 1);
        ApiKey key = TestApiKeys.usable().key();
        keys.add(key);
        rotate(key, 901);
        keys.revoke(id(901), NOW);

        assertThat(rotate(keys.find(ID).orElseThrow(), 902)).isEqualTo(ApiKeys.Addition.ADDED);

        assertThat(rotate(keys.find(ID).orElseThrow(), 903)).isEqualTo(ApiKeys.Addition.TOO_MANY);
        assertThat(keys.add(TestApiKeys.usable().id(904).key())).isEqualTo(ApiKeys.Addition.TOO_MANY);
        assertThat(keys.page(TestApiKeys.OWNER, null, 0, 1).count()).isEqualTo(InMemoryApiKeys.MAX_PER_OWNER + 1);
    }

    /** With as many replaced keys as allowed, one of them can be replaced again: they get no more. */
    @Test
    void replacesAgainWithAsManyReplacedKeysAsAllowed() {
        ApiKey newest = TestApiKeys.usable().id(0).key();
        keys.add(newest);
        for (int i = 1; i <= InMemoryApiKeys.MAX_PER_OWNER; i++) {
            rotate(newest, i);
            newest = TestApiKeys.usable().id(i).key();
        }
        keys.revoke(newest.id(), NOW);
        ApiKey last = keys.find(id(InMemoryApiKeys.MAX_PER_OWNER - 1)).orElseThrow();

        assertThat(rotate(last, 998)).isEqualTo(ApiKeys.Addition.ADDED);
    }

    /**
     * Attack: rotate successor after successor with a long overlap, until the owner's keys are so many that reading them holds up
     * all who use the store.
     */
    @Test
    void boundsTheKeysThatHaveASuccessor() {
        ApiKey newest = TestApiKeys.usable().id(0).key();
        keys.add(newest);
        for (int i = 1; i <= InMemoryApiKeys.MAX_PER_OWNER; i++) {
            assertThat(rotate(newest, i)).isEqualTo(ApiKeys.Addition.ADDED);
            newest = TestApiKeys.usable().id(i).key();
        }

        assertThat(rotate(newest, 998)).isEqualTo(ApiKeys.Addition.TOO_MANY);
        assertThat(keys.find(newest.id())).contains(newest);
        keys.revoke(id(0), NOW);
        assertThat(rotate(newest, 999)).isEqualTo(ApiKeys.Addition.ADDED);
    }

    private ApiKeys.Addition rotate(ApiKey key, int successor) {
        return keys.addSuccessor(
                TestApiKeys.usable().id(successor).key(),
                key,
                key.succeededBy(id(successor), NOW, NOW.plus(ApiKeys.LONGEST_OVERLAP)));
    }

    /** Attack: tell all services of changes without end. */
    @Test
    void boundsTheChangesOfADay() {
        for (int i = 0; i < InMemoryApiKeys.MAX_CHANGES_A_DAY; i++) {
            assertThat(keys.countChange(TestApiKeys.OWNER)).isEqualTo(Duration.ZERO);
        }

        assertThat(keys.countChange(TestApiKeys.OWNER)).isPositive().isLessThanOrEqualTo(Duration.ofDays(1));
        assertThat(keys.countChange(TestApiKeys.STRANGER)).isEqualTo(Duration.ZERO);
    }

    private static ApiKeyTerms narrowed(ApiKeyTerms terms, String scopes) {
        return new ApiKeyTerms(
                terms.name(),
                new ApiKeyDescription("for a job"),
                Scopes.parse(scopes).orElseThrow(),
                terms.expiresAt(),
                terms.allowedIps());
    }

    private static ApiKeyId id(int number) {
        return TestApiKeys.usable().id(number).key().id();
    }

    void fill(int count) {
        IntStream.range(0, count)
                .forEach(i -> keys.add(TestApiKeys.usable().id(i).key()));
    }

    interface Attempts<T> {
        Callable<T> number(int i);
    }

    static <T> List<T> atOnce(int count, Attempts<T> attempts) throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(count);
        CyclicBarrier start = new CyclicBarrier(count);
        try {
            List<Future<T>> running = IntStream.range(0, count)
                    .mapToObj(i -> threads.submit(() -> {
                        start.await();
                        return attempts.number(i).call();
                    }))
                    .toList();
            List<T> answers = new ArrayList<>();
            for (Future<T> future : running) {
                answers.add(future.get());
            }
            return answers;
        } finally {
            threads.shutdownNow();
        }
    }
}
