package com.hubify.identity.server.apikey.use;

import static org.assertj.core.api.Assertions.assertThat;

import com.hubify.identity.parts.RedisServer;
import com.hubify.identity.parts.redis.Redis;
import java.time.Duration;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.springframework.data.redis.connection.lettuce.LettuceConnectionFactory;
import org.springframework.data.redis.core.StringRedisTemplate;

@RedisServer
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class RedisApiKeyUseRecordsIT extends ApiKeyUseRecordsContract {

    private static final String DAYS = "hfy:{apikeyuse:abcd1234}:days";
    private static final String BATCHES = "hfy:{apikeyuse:abcd1234}:batches";

    private final Redis server;
    private final LettuceConnectionFactory connections;
    private final StringRedisTemplate redis = new StringRedisTemplate();

    RedisApiKeyUseRecordsIT(Redis server) {
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

    @Override
    ApiKeyUseRecords create() {
        server.flush();
        clock.reset();
        return new RedisApiKeyUseRecords(redis, clock);
    }

    /** Attack: the same report at once, through two nodes. */
    @Test
    void countsABatchOnceUnderARace() {
        long added = IntStream.range(0, 64)
                .parallel()
                .filter(i -> add("batch-" + i % 4, use(3, NOW, null, Map.of("labs:read", 2L))))
                .count();

        assertThat(added).isEqualTo(4);
        assertThat(records.find(KEY).count()).isEqualTo(12);
        assertThat(records.find(KEY).scopes()).isEqualTo(Map.of("labs:read", 8L));
    }

    /** Attack: a service that reports without end, and makes up scopes for a key that may do everything. */
    @Test
    void storesABoundedAmountThatExpires() {
        Map<String, Long> scopes = new HashMap<>();
        for (int i = 0; i < 64; i++) {
            scopes.put("labs:a" + i, 1L);
        }
        for (int day = 0; day < 40; day++) {
            add("batch-" + day, use(1, clock.instant(), null, scopes));
            clock.wind(Duration.ofDays(1));
        }
        for (int i = 0; i < 300; i++) {
            add("another-" + i, use(1, clock.instant(), null, Map.of()));
        }

        assertThat(redis.opsForHash().size(DAYS)).isBetween(2_000L, 2_100L);
        assertThat(redis.opsForZSet().size(BATCHES)).isEqualTo(256);
        assertThat(redis.getExpire(DAYS)).isBetween(7_775_000L, 7_776_000L);
        assertThat(redis.getExpire(BATCHES)).isBetween(500L, 600L);
        assertThat(redis.keys("*")).isEqualTo(Set.of(DAYS, BATCHES));
    }

    @Test
    void removesOldDaysFromTheStore() {
        add("one", use(3, NOW, null, Map.of("labs:read", 2L)));
        clock.wind(Duration.ofDays(90));
        add("two", use(1, clock.instant(), null, Map.of()));

        assertThat(redis.opsForHash().keys(DAYS))
                .hasSize(5)
                .doesNotContain(Long.toString(LocalDate.parse("2026-04-14").toEpochDay()));
    }

    /** A newer version may store what this one does not know. */
    @Test
    void leavesOutWhatItCantRead() {
        add("one", use(3, NOW, null, Map.of("labs:read", 2L)));
        redis.opsForHash().putAll(DAYS, Map.of("20557 not a scope", "1", "x", "y", "20557 labs:write", "many"));

        assertThat(records.find(KEY).count()).isEqualTo(3);
        assertThat(records.find(KEY).scopes()).containsEntry("labs:read", 2L).doesNotContainKey("not a scope");
    }
}
