package com.hubify.identity.server.reconciliation;

import static org.assertj.core.api.Assertions.assertThat;

import com.hubify.identity.parts.RedisServer;
import com.hubify.identity.parts.redis.Redis;
import com.hubify.identity.server.account.AccountId;
import com.hubify.identity.server.reconciliation.Runs.Phase;
import com.hubify.identity.server.reconciliation.Runs.Run;
import com.hubify.testing.TestClock;
import java.time.Duration;
import java.util.List;
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
