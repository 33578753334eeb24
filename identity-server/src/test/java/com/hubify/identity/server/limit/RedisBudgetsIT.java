package com.hubify.identity.server.limit;

import static org.assertj.core.api.Assertions.assertThat;

import com.hubify.identity.parts.RedisServer;
import com.hubify.identity.parts.redis.Redis;
import com.hubify.identity.parts.redis.RedisVersion;
import com.hubify.identity.server.redis.RedisContract;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Objects;
import java.util.Properties;
import org.junit.jupiter.api.Test;
import org.springframework.boot.health.contributor.Status;
import org.springframework.data.redis.connection.lettuce.LettuceConnectionFactory;
import org.springframework.data.redis.core.RedisCallback;
import org.springframework.data.redis.core.StringRedisTemplate;

@RedisServer(version = RedisVersion.MACHINE)
class RedisBudgetsIT extends RedisContract {

    private static final Instant NOW = Instant.parse("2026-04-14T10:00:20Z");
    private static final Limit SMALL = new Limit("token.network", 60, Duration.ofMinutes(1));
    private static final Limit LARGE = new Limit("token.client", 20_000, Duration.ofMinutes(1));

    RedisBudgetsIT(Redis server) {
        super(server);
    }

    /** Attack: spread the attempts over nodes, of which each has a budget of its own. */
    @Test
    void twoNodesTogetherAllowExactlyASmallLimit() {
        Budgets here = at(redis, NOW);
        Budgets there = at(otherNode, NOW);

        long allowed = succeeding(100, () -> here.take(SMALL, "203.0.113.7", 1).allowed())
                + succeeding(100, () -> there.take(SMALL, "203.0.113.7", 1).allowed());

        assertThat(allowed).isEqualTo(60);
        assertThat(there.take(SMALL, "203.0.113.8", 1).remaining()).isEqualTo(59);
    }

    @Test
    void twoNodesTogetherExceedALargeLimitByOnePercentAtMost() {
        Budgets here = at(redis, NOW);
        Budgets there = at(otherNode, NOW);

        long allowed = 0;
        for (int i = 0; i < 15_000; i++) {
            allowed += here.take(LARGE, "shop", 1).allowed() ? 1 : 0;
            allowed += there.take(LARGE, "shop", 1).allowed() ? 1 : 0;
        }

        assertThat(allowed).isBetween(20_000L, 20_200L);
    }

    /** A mint must not wait for Redis for its limit's sake. */
    @Test
    void aLargeLimitIsToldToRedisOnceInAHundredPermits() {
        Budgets here = at(redis, NOW);
        here.take(LARGE, "shop", 1);

        long before = commands();
        for (int i = 0; i < 1_000; i++) {
            here.take(LARGE, "shop", 1);
        }

        // Told after a second, too, which a busy machine may need for this.
        assertThat(commands() - before).isLessThan(100);
    }

    /** Attack: go on asking after the refusal, ten times as fast, so that Redis is busy with nothing else. */
    @Test
    void whatIsRefusedCostsRedisNothing() {
        Budgets here = at(redis, NOW);
        here.take(SMALL, "203.0.113.7", 60);
        here.take(SMALL, "203.0.113.7", 1);

        long before = commands();
        for (int i = 0; i < 1_000; i++) {
            assertThat(here.take(SMALL, "203.0.113.7", 1).allowed()).isFalse();
        }

        assertThat(commands() - before).isLessThan(20);
    }

    @Test
    void allIsThereAgainAfterThePeriodAndNothingIsKept() {
        at(redis, NOW).take(SMALL, "203.0.113.7", 60);

        Budget refused = at(otherNode, NOW.plusSeconds(20)).take(SMALL, "203.0.113.7", 1);
        Budget later = at(otherNode, NOW.plusSeconds(60)).take(SMALL, "203.0.113.7", 1);

        assertThat(refused.retryAfter()).isEqualTo(Duration.ofSeconds(40));
        assertThat(refused.reset()).isEqualTo(Duration.ofSeconds(40));
        assertThat(refused.remaining()).isZero();
        assertThat(later.allowed()).isTrue();
        assertThat(redis.getExpire("hfy:budget:token.network:60:60:203.0.113.7"))
                .isBetween(1L, 130L);
    }

    /** Attack: one wrong secret for a client, so that each of its requests asks Redis for a minute. */
    @Test
    void lookingCostsRedisNothingWhateverWasCounted() {
        Budgets here = at(redis, NOW);
        here.take(SMALL, "203.0.113.7", 1);

        long before = commands();
        for (int i = 0; i < 100; i++) {
            assertThat(here.look(SMALL, "203.0.113.7").remaining()).isEqualTo(59);
            assertThat(here.look(SMALL, "203.0.113.8").remaining()).isEqualTo(60);
        }

        assertThat(commands() - before).isLessThan(20);
    }

    /** What others have counted is known as soon as something is counted here. */
    @Test
    void looksAtWhatWasCountedLast() {
        StandingTime time = new StandingTime();
        Budgets here = at(redis, NOW, time);
        at(otherNode, NOW).take(SMALL, "203.0.113.7", 59);

        here.take(SMALL, "203.0.113.7", 1);

        assertThat(here.look(SMALL, "203.0.113.7").allowed()).isFalse();
        time.wind(Duration.ofSeconds(59));
        assertThat(here.look(SMALL, "203.0.113.7").retryAfter()).isEqualTo(Duration.ofSeconds(1));
        time.wind(Duration.ofSeconds(1));
        assertThat(here.look(SMALL, "203.0.113.7").allowed()).isTrue();
    }

    /** Attack: wait for Redis to fail, or make it, and guess without a limit. */
    @Test
    void withoutRedisANodeCountsByItselfAndSaysSo() {
        LettuceConnectionFactory nowhere = new LettuceConnectionFactory("127.0.0.1", 1);
        nowhere.start();
        try {
            RedisBudgets alone = new RedisBudgets(new RedisBuckets(nowhere, clock(NOW)), new StandingTime());

            long allowed = succeeding(
                            50, () -> alone.take(SMALL, "203.0.113.7", 1).allowed())
                    + succeeding(50, () -> alone.take(SMALL, "203.0.113.7", 1).allowed());

            assertThat(allowed).isEqualTo(60);
            Status health = new BudgetHealth(alone).health().getStatus();
            assertThat(health).isEqualTo(Status.DOWN);
            assertThat(health.getDescription())
                    .as("shown where details are not")
                    .contains("Redis");
            assertThat(alone.look(SMALL, "203.0.113.7").allowed()).isFalse();
        } finally {
            nowhere.destroy();
        }
    }

    @Test
    void isUpWithRedis() {
        RedisBudgets here = at(redis, NOW);
        here.take(SMALL, "203.0.113.7", 1);

        assertThat(new BudgetHealth(here).health().getStatus()).isEqualTo(Status.UP);
    }

    /** Attack: a new network with each request, to fill Redis with budgets, or to leave no place for those of clients. */
    @Test
    void budgetsOfStrangersInRedisAreBounded() {
        Budgets here = at(redis, NOW);

        for (int network = 0; network < 10_500; network++) {
            assertThat(here.take(SMALL, Integer.toString(network), 1).allowed()).isTrue();
        }
        here.take(LARGE, "shop", 1);

        assertThat(redis.keys("hfy:budget:token.network:*")).hasSize(10_000);
        assertThat(redis.keys("hfy:budget:token.client:*")).hasSize(1);
    }

    private long commands() {
        RedisCallback<Properties> stats =
                connection -> connection.serverCommands().info("stats");
        return Long.parseLong(Objects.requireNonNull(redis.execute(stats)).getProperty("total_commands_processed"));
    }

    private static RedisBudgets at(StringRedisTemplate node, Instant now) {
        return at(node, now, new StandingTime());
    }

    private static RedisBudgets at(StringRedisTemplate node, Instant now, StandingTime time) {
        return new RedisBudgets(
                new RedisBuckets(Objects.requireNonNull(node.getConnectionFactory()), clock(now)), time);
    }

    private static Clock clock(Instant time) {
        return Clock.fixed(time, ZoneOffset.UTC);
    }
}
