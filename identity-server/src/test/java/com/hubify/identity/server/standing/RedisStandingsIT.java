package com.hubify.identity.server.standing;

import static org.assertj.core.api.Assertions.assertThat;

import com.hubify.identity.parts.RedisServer;
import com.hubify.identity.parts.redis.Redis;
import com.hubify.identity.server.account.AccountId;
import java.time.Instant;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.springframework.data.redis.connection.lettuce.LettuceConnectionFactory;
import org.springframework.data.redis.core.StringRedisTemplate;

@RedisServer
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class RedisStandingsIT extends StandingsContract {

    private static final AccountId ADA = new AccountId("user_ada");
    private static final String KEY = "hfy:standing:user_ada";

    private final Redis server;
    private final LettuceConnectionFactory connections;
    private final StringRedisTemplate redis = new StringRedisTemplate();

    RedisStandingsIT(Redis server) {
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
    Standings create() {
        server.flush();
        return new RedisStandings(redis);
    }

    /** Attack: change one's profile at Clerk with account after account, until Redis is full. */
    @Test
    void forgetsOnlyActivePeople() {
        Standings standings = new RedisStandings(redis);

        standings.record(ADA, Standing.ACTIVE, Instant.EPOCH, Instant.EPOCH);
        assertThat(redis.getExpire(KEY)).isPositive();
        standings.record(ADA, Standing.DELETED, Instant.EPOCH, Instant.EPOCH);
        assertThat(redis.getExpire(KEY)).isEqualTo(-1);
    }

    @Test
    void takesWhatCannotBeReadForBannedUntilClerkSaysOtherwise() {
        Standings standings = new RedisStandings(redis);
        redis.opsForValue().set(KEY, "damaged");

        assertThat(standings.of(ADA)).isEqualTo(Standing.BANNED);
        standings.record(ADA, Standing.ACTIVE, Instant.EPOCH, Instant.EPOCH);
        assertThat(standings.of(ADA)).isEqualTo(Standing.ACTIVE);
    }
}
