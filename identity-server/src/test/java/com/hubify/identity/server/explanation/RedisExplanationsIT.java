package com.hubify.identity.server.explanation;

import static org.assertj.core.api.Assertions.assertThat;

import com.hubify.identity.envelope.RefusalReason;
import com.hubify.identity.parts.RedisServer;
import com.hubify.identity.parts.redis.Redis;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.springframework.data.redis.connection.lettuce.LettuceConnectionFactory;
import org.springframework.data.redis.core.StringRedisTemplate;

@RedisServer
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class RedisExplanationsIT {

    private final Redis server;
    private final LettuceConnectionFactory connections;
    private final StringRedisTemplate redis = new StringRedisTemplate();
    private final Explanations explanations;

    RedisExplanationsIT(Redis server) {
        this.server = server;
        this.connections = new LettuceConnectionFactory(server.host(), server.port());
        connections.start();
        redis.setConnectionFactory(connections);
        redis.afterPropertiesSet();
        this.explanations = new RedisExplanations(redis, new ExplanationProperties(Duration.ofDays(7)));
    }

    @BeforeEach
    void startAnew() {
        server.flush();
    }

    @AfterAll
    void disconnect() {
        connections.destroy();
    }

    @Test
    void findsByReferenceAndByOwner() {
        Explanation mine = refusal("mine").about("user_1", "labs", true);
        explanations.add(List.of(mine, refusal("stranger").from("192.0.2.7")));

        assertThat(explanations.find("mine")).contains(mine);
        assertThat(explanations.find("stranger")).isPresent();
        assertThat(explanations.find("mine", Shelf.ofAccount("user_1", true))).contains(mine);
        assertThat(explanations.find("mine", Shelf.ofClient("labs", true))).contains(mine);
        assertThat(explanations.find("mine", Shelf.ofAccount("user_2", true))).isEmpty();
        assertThat(explanations.find("stranger", Shelf.ofAccount("user_1", true)))
                .isEmpty();
        assertThat(redis.getExpire("hfy:refusal:mine")).isPositive();
        assertThat(redis.getExpire("hfy:refusals:account:user_1")).isPositive();
    }

    /** Attack: cause refusals without end, to fill Redis or to displace those of others. */
    @Test
    void keepsNoMoreThanAShelfHolds() {
        Explanation others = refusal("others").about("user_2", "", true);
        explanations.add(List.of(others));
        List<Explanation> flood = IntStream.range(0, 1_000)
                .mapToObj(i -> refusal("flood-" + i).about("user_1", "", true))
                .toList();

        explanations.add(flood.subList(0, 500));
        explanations.add(flood.subList(500, 1_000));

        assertThat(redis.keys("hfy:refusal:*")).hasSize(Shelf.OF_OWNER + 1);
        assertThat(redis.opsForList().size("hfy:refusals:account:user_1")).isEqualTo(Shelf.OF_OWNER);
        assertThat(explanations.find("flood-899")).isEmpty();
        assertThat(explanations.find("flood-999")).isPresent();
        assertThat(explanations.find("others")).contains(others);
    }

    /** Attack: a service reports the reference of another's refusal again, with a reason of its choice. */
    @Test
    void keepsTheFirstExplanationOfAReference() {
        Explanation first = refusal("twice").about("user_1", "", true);
        explanations.add(List.of(first));
        explanations.add(List.of(refusal("twice").about("user_2", "", true)));

        assertThat(explanations.find("twice")).contains(first);
    }

    private static Explanation refusal(String reference) {
        return Explanation.ofServer(reference, Instant.EPOCH, RefusalReason.INVALID_TOKEN, 401, "", "GET /v1/x");
    }
}
