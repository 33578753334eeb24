package com.hubify.identity.server.plan;

import static org.assertj.core.api.Assertions.assertThat;

import com.hubify.identity.parts.RedisServer;
import com.hubify.identity.parts.redis.Redis;
import com.hubify.identity.resource.quota.SimulatedService;
import com.hubify.identity.server.plan.SettledBudget.Window;
import com.hubify.identity.server.plan.Settlements.Limits;
import com.hubify.testing.TestClock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.data.redis.connection.lettuce.LettuceConnectionFactory;
import org.springframework.data.redis.core.StringRedisTemplate;

/** Two nodes on one Redis, and twenty services of which each asks either of them. */
@RedisServer
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class RedisSettlementsIT {

    private static final int SERVICES = 20;
    private static final Duration STEP = Duration.ofMillis(50);
    private static final int STEPS = 1_200;
    private static final Limits FREE = new Limits(60, 1_000);

    private final TestClock clock = TestClock.standing();
    private final Redis server;
    private final List<LettuceConnectionFactory> connections = new ArrayList<>();
    private final List<RedisSettlements> nodes = new ArrayList<>();
    private final Random random = new Random(16);

    RedisSettlementsIT(Redis server) {
        this.server = server;
    }

    @BeforeAll
    void connect() {
        for (int node = 0; node < 2; node++) {
            LettuceConnectionFactory connection = new LettuceConnectionFactory(server.host(), server.port());
            connection.start();
            connections.add(connection);
            StringRedisTemplate redis = new StringRedisTemplate(connection);
            nodes.add(new RedisSettlements(redis, clock));
        }
    }

    @AfterAll
    void disconnect() {
        connections.forEach(LettuceConnectionFactory::destroy);
    }

    @BeforeEach
    void empty() {
        server.flush();
        clock.reset();
    }

    /** Attack: ten times the limit, spread over all services, or all at one. Nothing is gained, and nothing of the plan is lost. */
    @ParameterizedTest
    @CsvSource({"60, 20", "60, 3", "60, 1", "1000, 20", "1000, 1"})
    void keepsAllServicesTogetherWithinTwoPercent(int limit, int attacked) {
        List<SimulatedService> services = services(new Limits(limit, 500_000));
        for (int minute = 0; minute < 3; minute++) {
            int allowed = minute(services, attacked, "user_mallory", limit * 10);
            assertThat(allowed).as("minute %d", minute).isBetween((int) Math.floor(limit * 0.98), (int)
                    Math.ceil(limit * 1.02));
        }
    }

    /** Who keeps to the limit gets through, wherever the requests go. */
    @ParameterizedTest
    @CsvSource({"60, 20", "60, 1", "1000, 20"})
    void refusesNothingWithinTheLimit(int limit, int used) {
        List<SimulatedService> services = services(new Limits(limit, 500_000));
        for (int minute = 0; minute < 3; minute++) {
            int asked = limit * 9 / 10;
            assertThat(minute(services, used, "user_alice", asked))
                    .as("minute %d", minute)
                    .isBetween((int) Math.floor(asked * 0.98), asked);
        }
    }

    @Test
    void keepsToTheDay() {
        Claim claim = new Claim("caller:user_alice", 990, 0, 0, 0, 100);
        SettledBudget settled = nodes.get(0).settle(claim, new Limits(2_000, 1_000), "labs a");

        assertThat(settled.granted()).isEqualTo(10);
        assertThat(settled.day())
                .isEqualTo(new Window(1_000, 0, Duration.ofHours(14).toMillis()));
    }

    /** Attack: use up the limit at each service at once, on the credit of all of them. What was too much is missing in the next minute. */
    @Test
    void takesAnExcessFromTheNextMinuteAlone() {
        Claim claim = new Claim("caller:user_alice", 80, 0, 0, 0, 0);
        nodes.get(0).settle(claim, FREE, "labs a");
        clock.wind(Duration.ofMinutes(1));
        assertThat(left("caller:user_alice")).isEqualTo(40);

        clock.wind(Duration.ofMinutes(1));
        assertThat(left("caller:user_alice")).isEqualTo(60);
    }

    /** Attack: a service says that somebody has used ever so much, to shut them out for long. */
    @Test
    void endsNobodyForLongerThanTheNextMinute() {
        nodes.get(0).settle(new Claim("caller:user_alice", 500, 0, 0, 0, 0), FREE, "labs a");
        clock.wind(Duration.ofMinutes(1));
        assertThat(left("caller:user_alice")).isZero();

        clock.wind(Duration.ofMinutes(1));
        assertThat(left("caller:user_alice")).isEqualTo(60);
    }

    /** Attack: a service gives back what it never had, so that its callers have more elsewhere. */
    @Test
    void hasNoMoreThanThePlanWhateverIsGivenBack() {
        nodes.get(0).settle(new Claim("caller:user_alice", 50, 0, 0, 0, 5), FREE, "labs a");

        for (long carried : new long[] {0, 40, 40}) {
            SettledBudget left =
                    nodes.get(1).settle(new Claim("caller:user_alice", 0, carried, 0, 100_000, 0), FREE, "pods b");
            assertThat(left.day().remaining()).isEqualTo(1_000 - 55);
            clock.wind(Duration.ofSeconds(1));
        }
        assertThat(left("caller:user_alice")).isZero();
    }

    /** Permits that are used in the next minute are of that minute, but of no other day; so are those that are given back there. */
    @Test
    void countsAPermitOnceInADay() {
        nodes.get(0).settle(new Claim("caller:user_alice", 0, 0, 0, 0, 10), FREE, "labs a");
        clock.wind(Duration.ofMinutes(1));

        SettledBudget settled = nodes.get(1).settle(new Claim("caller:user_alice", 0, 10, 0, 4, 0), FREE, "labs a");

        assertThat(settled.minute().remaining()).isEqualTo(54);
        assertThat(settled.day().remaining()).isEqualTo(994);
        SettledBudget again = nodes.get(1).settle(new Claim("caller:user_alice", 0, 10, 0, 10, 0), FREE, "labs a");
        assertThat(again.day().remaining()).as("given back twice").isEqualTo(1_000);
    }

    /** What was allowed in an outage ends nobody's present minute. */
    @Test
    void countsRequestsOfEarlierMinutesForTheDayAlone() {
        SettledBudget settled = nodes.get(0).settle(new Claim("caller:user_alice", 0, 0, 30, 0, 0), FREE, "labs a");

        assertThat(settled.minute().remaining()).isEqualTo(60);
        assertThat(settled.day().remaining()).isEqualTo(970);
    }

    @Test
    void grantsNothingTwiceToTwoNodesAtOnce() {
        long granted = IntStream.range(0, 64)
                .parallel()
                .mapToLong(i -> nodes.get(i % 2)
                        .settle(new Claim("caller:user_alice", 0, 0, 0, 0, 7), FREE, "labs " + i)
                        .granted())
                .sum();

        assertThat(granted).isEqualTo(60);
    }

    private long left(String name) {
        return nodes.get(1)
                .settle(new Claim(name, 0, 0, 0, 0, 0), FREE, "labs b")
                .minute()
                .remaining();
    }

    private List<SimulatedService> services(Limits plan) {
        List<SimulatedService> services = new ArrayList<>();
        for (int i = 0; i < SERVICES; i++) {
            String holder = "service " + i;
            RedisSettlements node = nodes.get(i % 2);
            services.add(new SimulatedService(
                    clock, budget -> json(node.settle(claim(budget), plan, holder)), clock.millis() - i * 25L));
        }
        return services;
    }

    /** Requests at random times of one minute at random services; returns how many were allowed. */
    private int minute(List<SimulatedService> services, int used, String subject, int requests) {
        int allowed = 0;
        int sent = 0;
        for (int step = 1; step <= STEPS; step++) {
            for (; sent < (long) requests * step / STEPS; sent++) {
                allowed += services.get(random.nextInt(used)).allows(subject) ? 1 : 0;
            }
            services.forEach(SimulatedService::run);
            clock.wind(STEP);
        }
        return allowed;
    }

    private static Claim claim(Map<String, Object> budget) {
        return new Claim(
                String.valueOf(budget.get("name")),
                number(budget, "used"),
                number(budget, "carried"),
                number(budget, "earlier"),
                number(budget, "returned"),
                number(budget, "wanted"));
    }

    private static long number(Map<String, Object> budget, String member) {
        return ((Number) Objects.requireNonNull(budget.get(member))).longValue();
    }

    private static Map<String, Object> json(SettledBudget budget) {
        return Map.of(
                "granted", budget.granted(),
                "holders", budget.holders(),
                "minute", json(budget.minute()),
                "day", json(budget.day()));
    }

    private static Map<String, Object> json(Window window) {
        return Map.of("limit", window.limit(), "remaining", window.remaining(), "reset_ms", window.resetMillis());
    }
}
