package com.hubify.identity.server.visitor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.hubify.identity.parts.Redis;
import com.hubify.identity.server.redis.RedisContract;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;
import org.springframework.data.redis.core.StringRedisTemplate;
import org.springframework.util.unit.DataSize;

abstract class RedisVisitorSpaceContract extends RedisContract {

    private static final Instant NOW = Instant.parse("2026-04-14T10:00:20Z");
    private static final int MOST = 1 << 20;

    RedisVisitorSpaceContract(Redis server) {
        super(server);
    }

    /** Attack: begin more than there is space for, at several nodes at once. A look before the leap would let more through. */
    @Test
    void isNeverOverfilled() {
        VisitorSpace here = at(redis, NOW);
        VisitorSpace there = at(otherNode, NOW);

        long begun = succeeding(20, () -> takes(here, MOST / 10)) + succeeding(20, () -> takes(there, MOST / 10));

        assertThat(begun).isEqualTo(10);
    }

    @Test
    void isFreeAgainOnceWhatTookItIsGone() {
        at(redis, NOW).take(MOST / 2);
        at(redis, NOW.plusSeconds(120)).take(MOST / 2);

        assertThatThrownBy(() -> at(redis, NOW.plus(VisitorSpace.LONGEST)).take(1))
                .isInstanceOfSatisfying(
                        NoVisitorSpace.class,
                        full -> assertThat(full.retryAfter()).isEqualTo(Duration.ofSeconds(40)));
        Instant free = NOW.plus(VisitorSpace.LONGEST).plusSeconds(40);
        assertThat(takes(at(redis, free), MOST / 2)).isTrue();
        assertThat(takes(at(redis, free), 1)).isFalse();
    }

    /** Attack: the counts themselves grow with time. */
    @Test
    void countsNoLongerThanItMatters() {
        for (int minute = 0; minute < 100; minute++) {
            at(redis, NOW.plusSeconds(60L * minute)).take(1);
        }

        assertThat(redis.opsForHash().size("hfy:visitors")).isEqualTo(16);
        assertThat(redis.getExpire("hfy:visitors")).isBetween(900L, 960L);
    }

    private static boolean takes(VisitorSpace space, long bytes) {
        try {
            space.take(bytes);
            return true;
        } catch (NoVisitorSpace full) {
            return false;
        }
    }

    private static VisitorSpace at(StringRedisTemplate node, Instant time) {
        return new RedisVisitorSpace(
                node, new VisitorProperties(DataSize.ofBytes(MOST)), Clock.fixed(time, ZoneOffset.UTC));
    }
}
