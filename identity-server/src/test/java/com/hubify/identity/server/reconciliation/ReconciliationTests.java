package com.hubify.identity.server.reconciliation;

import static org.assertj.core.api.Assertions.assertThat;

import com.github.benmanes.caffeine.cache.Ticker;
import com.hubify.identity.server.account.AccountId;
import com.hubify.identity.server.clerk.ClerkKeys;
import com.hubify.identity.server.clerk.StubClerk;
import com.hubify.identity.server.reconciliation.Runs.Phase;
import com.hubify.testing.TestClock;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.util.Base64URL;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.web.client.RestClient;

class ReconciliationTests {

    private static final String JWKS = "/.well-known/jwks.json";
    private static final ReconciliationProperties PROPERTIES = new ReconciliationProperties(true, 3, 2, 0.01);

    private final TestClock clock = TestClock.standing();
    private final TestBackend backend = new TestBackend();
    private final TestAnswers answers = new TestAnswers();
    private final TestRuns runs = new TestRuns();
    private final TestListings listings = new TestListings();
    private final List<Object> events = new ArrayList<>();
    private StubClerk clerk;
    private SameInstance instance;
    private Reconciliation reconciliation;

    @BeforeEach
    void begin() throws IOException {
        clerk = new StubClerk().answer(JWKS, keys("ins_ours"));
        instance = new SameInstance(
                new ClerkKeys(RestClient.create(), () -> clerk.url() + JWKS, Runnable::run, Ticker.systemTicker()));
        reconciliation = node(Duration.ZERO);
    }

    @AfterEach
    void end() {
        clerk.close();
    }

    @Test
    void appliesWhatClerkSaysOfEverybody() {
        people(250);
        run();

        assertThat(answers.active).hasSize(250);
        assertThat(answers.banned).isEmpty();
        assertThat(runs.latest().orElseThrow().phase()).isEqualTo(Phase.FINISHED);
        assertThat(events).singleElement().isEqualTo(new ReconciliationEnded(TestClock.START, 250, 0, 0, false));
    }

    @Test
    void endsWhoIsBannedOrMissing() {
        people(50);
        backend.ban("user_1");
        backend.users.remove("user_2");
        run();

        assertThat(answers.banned).containsExactly("user_1");
        assertThat(answers.deleted).containsExactly("user_2");
        assertThat(answers.active).hasSize(48);
    }

    // Attack: put something about oneself into Clerk that is not understood, and no deleted person is ever ended.
    @Test
    void whatIsNotUnderstoodOfOneHoldsUpNobody() {
        people(250);
        backend.ban("user_1");
        backend.users.remove("user_2");
        backend.unreadable.addAll(Set.of("memberships user_3", "user_4", "user_249"));
        backend.join("user_3", "org_1", "org:member");
        answers.apply(new AccountId("user_3"), backend.memberships, TestClock.START);
        backend.join("user_3", "org_2", "org:member");
        run();

        assertThat(runs.latest().orElseThrow().phase()).isEqualTo(Phase.FINISHED);
        assertThat(answers.banned).containsExactly("user_1");
        assertThat(answers.deleted).containsExactly("user_2");
        assertThat(answers.active).hasSize(246).doesNotContain("user_4", "user_249");
        assertThat(reconciliation.concern())
                .hasValueSatisfying(it -> assertThat(it).contains("3 people"));
        assertThat(events).singleElement().isEqualTo(new ReconciliationEnded(TestClock.START, 250, 2, 3, false));
    }

    /** Fault: a call for each person, where a hundred calls for everybody say the same. */
    @Test
    void asksForTheOrganizationsOfThoseAloneWhomTheListDiffersAbout() {
        people(1_000);
        for (int i = 0; i < 1_000; i++) {
            backend.join("user_" + i, "org_1", "org:member");
            answers.apply(new AccountId("user_" + i), List.of(backend.memberships.get(i)), TestClock.START);
        }
        answers.asked.clear();
        backend.memberships.remove(7); // left
        backend.join("user_8", "org_2", "org:member"); // joined
        backend.memberships.remove(8);
        backend.join("user_9", "org_1", "org:admin"); // became an administrator
        backend.join("user_abroad", "org_1", "org:admin"); // has no account here
        run();

        assertThat(answers.asked).containsExactlyInAnyOrder("user_7", "user_8", "user_9");
        assertThat(answers.active).hasSize(1_000);
        // One for the keys, five for the list, ten for the people, three for those who differ.
        assertThat(backend.calls).hasSize(19).contains("all memberships 1000");
        assertThat(listings.sums).isEmpty();
    }

    /** Fault: an instance without organizations answers each question about them 403, which counted as an outage. */
    @Test
    void asksNobodyAboutOrganizationsWhereThereAreNone() {
        people(3);
        backend.hasOrganizations = false;
        answers.apply(new AccountId("user_0"), List.of(), TestClock.START);
        backend.join("user_0", "org_1", "org:member");
        answers.apply(new AccountId("user_0"), backend.memberships, TestClock.START);
        answers.asked.clear();
        run();

        assertThat(runs.latest().orElseThrow().phase()).isEqualTo(Phase.FINISHED);
        assertThat(answers.asked).isEmpty();
        assertThat(backend.calls).containsOnly("keys", "all memberships 0", "users 3");
    }

    @Test
    void whoIsNotUnderstoodTheSecondTimeStays() {
        people(3);
        backend.users.remove("user_2");
        while (runs.latest().isEmpty() || runs.latest().get().phase() != Phase.ENDING) {
            step();
        }
        backend.unreadable.add("user_2");
        run();

        assertThat(answers.deleted).isEmpty();
        assertThat(runs.latest().orElseThrow().phase()).isEqualTo(Phase.FINISHED);
    }

    // A person is not deleted on one answer.
    @Test
    void whoIsBackInTheSecondAnswerStays() {
        people(3);
        backend.users.remove("user_2");
        while (runs.latest().isEmpty() || runs.latest().get().phase() != Phase.ENDING) {
            step();
        }
        backend.add("user_2");
        run();

        assertThat(answers.deleted).isEmpty();
        assertThat(answers.active).contains("user_2");
    }

    // Threat: a Clerk in trouble answers every question with an empty list, and everybody would lose everything.
    @Test
    void aClerkThatKnowsNobodyEndsNobody() {
        people(250);
        backend.users.clear();
        run();

        assertThat(answers.deleted).isEmpty();
        assertThat(runs.latest().orElseThrow().phase()).isEqualTo(Phase.STOPPED);
        assertThat(reconciliation.concern()).isPresent();
        assertThat(events).singleElement().isEqualTo(new ReconciliationEnded(TestClock.START, 250, 3, 0, true));
        // It stays so until the next night.
        int calls = backend.calls.size();
        clock.wind(Duration.ofMinutes(30));
        run();
        assertThat(backend.calls).hasSize(calls);
        assertThat(reconciliation.concern()).isPresent();
    }

    @Test
    void manyMayDepartWhereThereAreMany() {
        people(1_000);
        IntStream.range(0, 10).forEach(i -> backend.users.remove("user_" + i));
        run();
        assertThat(answers.deleted).hasSize(10);
    }

    // What was applied before, as an event or in an earlier night, must not add up to too many.
    @Test
    void whoIsKnownToHaveDepartedDoesNotCount() {
        people(100);
        IntStream.range(0, 50).forEach(i -> {
            backend.ban("user_" + i);
            answers.banned.add("user_" + i);
        });
        run();
        assertThat(runs.latest().orElseThrow().phase()).isEqualTo(Phase.FINISHED);
    }

    // Attack, or a slip: the secret key of the development instance, which knows nobody.
    @Test
    void theKeyOfAnotherInstanceChangesNothing() {
        people(3);
        backend.users.clear();
        backend.instance = "ins_development";
        run();

        assertThat(runs.latest()).isEmpty();
        assertThat(instance.concern()).isPresent();
        assertThat(backend.calls).containsOnly("keys");
        backend.instance = "ins_ours";
        clock.wind(Duration.ofMinutes(5));
        run();
        assertThat(instance.concern()).isEmpty();
        assertThat(runs.latest()).isPresent();
    }

    @Test
    void isNotAskedAboutPeopleOfAnotherInstance() {
        people(3);
        backend.users.clear();
        answers.ofAnotherInstance.addAll(Set.of("user_0", "user_1", "user_2"));
        run();
        assertThat(answers.deleted).isEmpty();
        assertThat(runs.latest().orElseThrow().phase()).isEqualTo(Phase.FINISHED);
    }

    @Test
    void anotherNodeGoesOnWhereOneWasKilled() {
        people(250);
        for (int i = 0; i < 4; i++) {
            step();
        }
        int asked = answers.active.size();
        assertThat(asked).isBetween(1, 249);
        reconciliation = node(Duration.ZERO);
        answers.active.clear();
        run();
        assertThat(answers.active).hasSize(250 - asked);
    }

    @Test
    void oneNodeWorksAtATime() {
        people(3);
        runs.isLeasedElsewhere = true;
        run();
        assertThat(backend.calls).isEmpty();
    }

    @Test
    void makesASecondsShareOfCalls() {
        people(250);
        backend.callsPerSecond = 4;
        step();
        step();
        for (int i = 0; i < 20; i++) {
            int before = backend.calls.size();
            step();
            assertThat(backend.calls.size() - before).isLessThanOrEqualTo(4);
        }
    }

    @Test
    void anOutageOnlyDelays() {
        people(250);
        step();
        step();
        backend.isDown = true;
        int before = backend.calls.size();
        for (int second = 0; second < 4 * 3600; second++) {
            step();
        }
        assertThat(backend.calls.size() - before).isLessThan(70);
        backend.isDown = false;
        clock.wind(Duration.ofMinutes(5));
        run();
        assertThat(answers.active).hasSize(250);
        assertThat(answers.deleted).isEmpty();
    }

    @Test
    void runsAtStartAndThenOnceANight() {
        people(1);
        run();
        assertThat(begun()).isEqualTo("2026-04-14T10:00:00Z");
        clock.wind(Duration.ofHours(16));
        run();
        assertThat(begun()).isEqualTo("2026-04-14T10:00:00Z");
        clock.wind(Duration.ofHours(2));
        run();
        assertThat(begun()).startsWith("2026-04-15T04:0");
    }

    // All nodes are restarted one after the other.
    @Test
    void aRecentRunIsEnoughAtStart() {
        people(1);
        run();
        String first = begun();
        reconciliation = node(Duration.ZERO);
        clock.wind(Duration.ofMinutes(30));
        run();
        assertThat(begun()).isEqualTo(first);
        clock.wind(Duration.ofHours(2));
        reconciliation = node(Duration.ofMinutes(1));
        step();
        assertThat(begun()).isEqualTo(first);
        clock.wind(Duration.ofMinutes(1));
        run();
        assertThat(begun()).isNotEqualTo(first);
    }

    private String begun() {
        return runs.latest().orElseThrow().begun().toString();
    }

    private Reconciliation node(Duration delay) {
        return new Reconciliation(
                runs,
                backend,
                instance,
                answers,
                new MembershipComparison(backend, listings, answers),
                PROPERTIES,
                events::add,
                clock,
                delay);
    }

    private void people(int many) {
        for (int i = 0; i < many; i++) {
            runs.accounts.add(new AccountId("user_" + i));
            backend.add("user_" + i);
        }
    }

    private void run() {
        for (int i = 0; i < 60; i++) {
            step();
        }
    }

    private void step() {
        reconciliation.step();
        clock.wind(Duration.ofSeconds(1));
    }

    private static String keys(String id) {
        return new JWKSet(new RSAKey.Builder(new Base64URL("AQAB"), new Base64URL("AQAB"))
                        .keyID(id)
                        .build())
                .toString();
    }
}
