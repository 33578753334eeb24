package com.hubify.identity.server.reconciliation;

import static org.assertj.core.api.Assertions.assertThat;

import com.hubify.identity.parts.RedisServer;
import com.hubify.identity.parts.redis.Redis;
import com.hubify.identity.server.account.AccountId;
import com.hubify.identity.server.reconciliation.Listings.Listed;
import com.hubify.identity.server.reconciliation.Listings.Progress;
import com.hubify.identity.server.reconciliation.Listings.State;
import com.hubify.identity.server.reconciliation.Runs.Phase;
import com.hubify.identity.server.reconciliation.Runs.Run;
import com.hubify.testing.TestClock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.springframework.data.redis.connection.lettuce.LettuceConnectionFactory;
import org.springframework.data.redis.core.StringRedisTemplate;

@RedisServer
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class RedisReconciliationIT {

    private static final AccountId ADA = new AccountId("user_ada");
    private static final AccountId BOB = new AccountId("user_bob");

    private final Redis server;
    private final LettuceConnectionFactory connections;
    private final StringRedisTemplate redis = new StringRedisTemplate();

    RedisReconciliationIT(Redis server) {
        this.server = server;
        this.connections = new LettuceConnectionFactory(server.host(), server.port());
        redis.setConnectionFactory(connections);
    }

    @BeforeAll
    void connect() {
        connections.start();
        redis.afterPropertiesSet();
    }

    @AfterAll
    void disconnect() {
        connections.destroy();
    }

    @BeforeEach
    void startEmpty() {
        server.flush();
    }

    @Test
    void collectsEverybodyAndNothingElse() {
        IntStream.range(0, 2_500).forEach(i -> redis.opsForValue().set("hfy:account:user_" + i, "{}"));
        redis.opsForValue().set("hfy:accounts", "no account");
        RedisRuns runs = new RedisRuns(redis);
        runs.begin(TestClock.START);

        assertThat(runs.collect()).isEqualTo(2_500);
        assertThat(runs.collect()).isEqualTo(2_500);
        assertThat(runs.next(100)).hasSize(100).doesNotHaveDuplicates();
    }

    // A node that is killed leaves the run to the next.
    @Test
    void anotherNodeGoesOn() {
        redis.opsForValue().set("hfy:account:user_ada", "{}");
        redis.opsForValue().set("hfy:account:user_bob", "{}");
        RedisRuns one = new RedisRuns(redis);
        one.begin(TestClock.START);
        one.enter(Phase.ASKING, one.collect());
        one.done(List.of(new AccountId("user_bob")));

        RedisRuns other = new RedisRuns(redis);
        assertThat(other.latest()).contains(new Run(TestClock.START, Phase.ASKING, 2));
        assertThat(other.next(100)).containsExactly(ADA);
        assertThat(other.departed(ADA)).isEqualTo(1);
        assertThat(other.departed(ADA)).isEqualTo(1);
        assertThat(other.next(100)).isEmpty();
        assertThat(other.nextDeparted(100)).containsExactly(ADA);
        other.ended(ADA);
        assertThat(other.nextDeparted(100)).isEmpty();
        assertThat(other.departed()).isEqualTo(1);
        other.begin(TestClock.START.plusSeconds(60));
        assertThat(other.departed()).isZero();
    }

    /** Attack: a node is killed, or its connection breaks, between two parts, and a part counts twice. */
    @Test
    void aPartOfTheListCountsOnce() {
        redis.opsForValue().set("hfy:account:user_ada", "{}");
        RedisRuns runs = new RedisRuns(redis);
        runs.begin(TestClock.START);
        runs.collect();
        RedisListings listings = new RedisListings(redis);
        Progress beginning = listings.progress();
        Progress second = new Progress(State.PARTIAL, 2);
        List<Listed> part = List.of(new Listed(ADA, 5L), new Listed(ADA, 1L << 41), new Listed(BOB, 7L));

        assertThat(beginning).isEqualTo(new Progress(State.PARTIAL, 0));
        listings.note(beginning, second, part);
        listings.note(beginning, second, part);
        RedisListings elsewhere = new RedisListings(redis);
        assertThat(elsewhere.progress()).isEqualTo(second);
        elsewhere.note(second, new Progress(State.WHOLE, 3), List.of(new Listed(ADA, 1L)));

        assertThat(listings.progress()).isEqualTo(new Progress(State.WHOLE, 3));
        assertThat(listings.sums(List.of(ADA, BOB)))
                .as("Bob has no account here")
                .isEqualTo(Map.of(ADA, (1L << 41) + 6));
        assertThat(redis.getExpire("hfy:{reconciliation}:listed")).isBetween(43_000L, 43_200L);
        listings.forget();
        assertThat(listings.progress()).isEqualTo(beginning);
        assertThat(listings.sums(List.of(ADA))).isEmpty();
    }

    @Test
    void oneNodeHasTheLease() {
        RedisRuns one = new RedisRuns(redis);
        assertThat(one.latest()).isEmpty();
        assertThat(one.lease()).isTrue();
        assertThat(one.lease()).isTrue();
        assertThat(new RedisRuns(redis).lease()).isFalse();
    }

    @Test
    void oneNodeAsksAboutAPerson() {
        RedisLookups lookups = new RedisLookups(redis);
        assertThat(lookups.take(ADA, Duration.ofHours(1))).isTrue();
        assertThat(lookups.take(ADA, Duration.ofHours(1))).isFalse();
        lookups.askAgain(ADA, Duration.ofMinutes(1));
        assertThat(lookups.take(ADA, Duration.ofHours(1))).isFalse();
        lookups.askAgain(ADA, Duration.ZERO);
        assertThat(lookups.take(ADA, Duration.ofHours(1))).isTrue();
    }

    @Test
    void anOutageBeginsOnceAndEnds() {
        RedisLookups lookups = new RedisLookups(redis);
        lookups.answered();
        assertThat(lookups.unanswered(TestClock.START)).isEqualTo(TestClock.START);
        assertThat(lookups.unanswered(TestClock.START.plusSeconds(60))).isEqualTo(TestClock.START);
        lookups.answered();
        assertThat(lookups.unanswered(TestClock.START.plusSeconds(90))).isEqualTo(TestClock.START.plusSeconds(90));
        assertThat(redis.getExpire("hfy:clerk:unanswered-since")).isBetween(7_000L, 7_200L);
        assertThat(lookups.unansweredSince()).contains(TestClock.START.plusSeconds(90));
        lookups.answered();
        assertThat(lookups.unansweredSince()).isEmpty();
    }

    @Test
    void soManyAnHourMayBeEnded() {
        RedisLookups lookups = new RedisLookups(redis);
        assertThat(lookups.mayEnd(TestClock.START, 2)).isTrue();
        assertThat(lookups.mayEnd(TestClock.START, 2)).isTrue();
        assertThat(lookups.mayEnd(TestClock.START, 2)).isFalse();
        assertThat(lookups.mayEnd(TestClock.START.plus(Duration.ofHours(1)), 2)).isTrue();
    }
}
