package com.hubify.identity.server.reconciliation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.github.benmanes.caffeine.cache.Ticker;
import com.hubify.identity.server.account.AccountId;
import com.hubify.identity.server.clerk.ClerkKeys;
import com.hubify.identity.server.clerk.ClerkUser;
import com.hubify.identity.server.clerk.StubClerk;
import com.hubify.testing.TestClock;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.util.Base64URL;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.web.client.RestClient;

class StandingLookupTests {

    private static final String JWKS = "/.well-known/jwks.json";
    private static final AccountId ADA = new AccountId("user_ada");
    private static final StandingProperties PROPERTIES =
            new StandingProperties(Duration.ofHours(1), Duration.ofHours(72));

    private final TestClock clock = TestClock.standing();
    private final TestAnswers answers = new TestAnswers();
    private final Asked lookups = new Asked();
    private final CountDownLatch clerkAnswers = new CountDownLatch(1);
    private ExecutorService threads = threads(8);
    private boolean isSlow;
    private final TestBackend backend = new TestBackend() {
        @Override
        public Optional<ClerkUser> user(String userId) {
            if (isSlow) {
                try {
                    clerkAnswers.await();
                } catch (InterruptedException e) {
                    throw new IllegalStateException(e);
                }
            }
            return super.user(userId);
        }
    };
    private StubClerk clerk;
    private StandingLookup lookup;

    @BeforeEach
    void begin() throws IOException {
        RSAKey key = new RSAKey.Builder(new Base64URL("AQAB"), new Base64URL("AQAB"))
                .keyID("ins_ours")
                .build();
        clerk = new StubClerk().answer(JWKS, new JWKSet(key).toString());
        backend.add("user_ada");
        lookup = lookup(Duration.ofMinutes(1));
    }

    @AfterEach
    void end() {
        clerkAnswers.countDown();
        threads.shutdown();
        clerk.close();
    }

    @Test
    void asksOnceAnHour() {
        for (int minute = 0; minute < 150; minute++) {
            lookup.refresh(ADA);
            clock.wind(Duration.ofMinutes(1));
        }
        assertThat(backend.calls).hasSize(3).containsOnly("user user_ada");
        assertThat(answers.active).containsExactly("user_ada");
    }

    @Test
    void appliesABanBeforeItReturns() {
        backend.ban("user_ada");
        lookup.refresh(ADA);
        assertThat(answers.banned).containsExactly("user_ada");
    }

    @Test
    void whoIsMissingTwiceIsDeleted() {
        backend.users.clear();
        lookup.refresh(ADA);
        assertThat(answers.deleted).containsExactly("user_ada");
        assertThat(backend.calls).containsExactly("user user_ada", "keys", "user user_ada");
    }

    // Threat: the secret key of another instance, or a Clerk in trouble, for which nobody exists.
    @Test
    void fewAnHourAreDeletedAndNobodyByAnotherInstance() {
        backend.users.clear();
        backend.instance = "ins_development";
        lookup.refresh(ADA);
        assertThat(answers.deleted).isEmpty();
        backend.instance = "ins_ours";
        for (int i = 0; i < 3; i++) {
            lookup.refresh(new AccountId("user_" + i));
        }
        // Those after them are not ended, and are given nothing, however often they ask.
        for (int i = 3; i < 23; i++) {
            AccountId person = new AccountId("user_" + i % 20);
            if (!answers.deleted.contains(person.value())) {
                assertThatExceptionOfType(StandingUnknown.class).isThrownBy(() -> lookup.refresh(person));
                assertThatExceptionOfType(StandingUnknown.class).isThrownBy(() -> lookup.refresh(person));
            }
        }
        assertThat(answers.deleted).hasSize(3);
        assertThat(lookup.concern()).isPresent();
    }

    @Test
    void anOutageOfFourHoursKeepsNobodyAndCostsACallAMinute() {
        backend.isDown = true;
        for (int second = 0; second < 4 * 3600; second += 10) {
            lookup.refresh(ADA);
            clock.wind(Duration.ofSeconds(10));
        }
        assertThat(backend.calls).hasSize(240);
        backend.isDown = false;
        backend.ban("user_ada");
        lookup.refresh(ADA);
        assertThat(answers.banned).containsExactly("user_ada");
    }

    @Test
    void afterThreeDaysNothingIsRefreshedUntilClerkAnswers() {
        backend.isDown = true;
        lookup.refresh(ADA);
        clock.wind(Duration.ofHours(72));
        lookup.refresh(ADA);
        clock.wind(Duration.ofMinutes(2));
        for (int i = 0; i < 3; i++) {
            assertThatExceptionOfType(StandingUnknown.class).isThrownBy(() -> lookup.refresh(ADA));
        }
        backend.isDown = false;
        lookup.refresh(ADA);
        clock.wind(Duration.ofHours(2));
        backend.isDown = true;
        // Another outage, which begins now.
        lookup.refresh(ADA);
    }

    // Attack: use up our share of the calls for three days, and no token is refreshed though Clerk answers.
    @Test
    void callsThatWereNotMadeAreNoOutage() {
        backend.isSpared = true;
        for (int day = 0; day < 8; day++) {
            lookup.refresh(ADA);
            clock.wind(Duration.ofDays(1));
        }
        assertThat(lookups.unansweredSince()).isEmpty();
    }

    // Fault: the first failure of an outage is kept, and three quiet days later another one counts as the same outage.
    @Test
    void anOutageEndsWithoutARefreshAndLastsWithoutOne() {
        ClerkOutage outage = new ClerkOutage(backend, lookups, clock);
        outage.step();
        assertThat(backend.calls).isEmpty();
        backend.isDown = true;
        lookup.refresh(ADA);
        clock.wind(Duration.ofHours(73));
        outage.step();
        assertThat(lookups.unansweredSince()).contains(TestClock.START);
        backend.isDown = false;
        outage.step();
        backend.isDown = true;
        lookup.refresh(ADA);
        assertThat(lookups.unansweredSince()).contains(TestClock.START.plus(Duration.ofHours(73)));
    }

    @Test
    void aSlowClerkIsNotWaitedForAndItsAnswerCountsAllTheSame() throws InterruptedException {
        backend.ban("user_ada");
        isSlow = true;
        threads = threads(1);
        lookup = lookup(Duration.ofMillis(1));
        lookup.refresh(ADA);
        assertThat(answers.banned).isEmpty();
        // All threads wait for Clerk: others are not asked about now.
        lookup.refresh(new AccountId("user_bob"));
        clerkAnswers.countDown();
        threads.shutdown();
        assertThat(threads.awaitTermination(1, TimeUnit.MINUTES)).isTrue();
        assertThat(answers.banned).containsExactly("user_ada");
        assertThat(backend.calls).containsExactly("user user_ada");
    }

    @Test
    void isNotAskedAboutPeopleOfAnotherInstance() {
        answers.ofAnotherInstance.add("user_ada");
        lookup.refresh(ADA);
        assertThat(backend.calls).isEmpty();
    }

    private static ExecutorService threads(int most) {
        return new ThreadPoolExecutor(0, most, 1, TimeUnit.SECONDS, new SynchronousQueue<>());
    }

    private StandingLookup lookup(Duration patience) {
        SameInstance instance = new SameInstance(
                new ClerkKeys(RestClient.create(), () -> clerk.url() + JWKS, Runnable::run, Ticker.systemTicker()));
        return new StandingLookup(backend, lookups, instance, answers, PROPERTIES, 3, threads, clock, patience);
    }

    /** In memory, by the test's clock. */
    private final class Asked implements Lookups {

        private final Map<AccountId, Instant> until = new HashMap<>();
        private @Nullable Instant since;
        private int missing;

        @Override
        public synchronized boolean take(AccountId person, Duration within) {
            if (clock.instant().isBefore(until.getOrDefault(person, Instant.MIN))) {
                return false;
            }
            until.put(person, clock.instant().plus(within));
            return true;
        }

        @Override
        public synchronized void askAgain(AccountId person, Duration after) {
            until.put(person, clock.instant().plus(after));
        }

        @Override
        public synchronized void answered() {
            since = null;
        }

        @Override
        public synchronized Instant unanswered(Instant now) {
            since = since == null ? now : since;
            return since;
        }

        @Override
        public synchronized Optional<Instant> unansweredSince() {
            return Optional.ofNullable(since);
        }

        @Override
        public synchronized boolean mayEnd(Instant now, long most) {
            return ++missing <= most;
        }
    }
}
