package com.hubify.identity.server.visitor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.hubify.identity.parts.redis.Redis;
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
        at(redis, NOW).takeForSignIn(MOST / 2);
        at(redis, NOW.plusSeconds(120)).takeForSignIn(MOST / 2);

        assertThatThrownBy(() -> at(redis, NOW.plus(VisitorSpace.SIGN_IN)).takeForSignIn(1))
                .isInstanceOfSatisfying(
                        NoVisitorSpace.class,
                        full -> assertThat(full.retryAfter()).isEqualTo(Duration.ofSeconds(40)));
        Instant free = NOW.plus(VisitorSpace.SIGN_IN).plusSeconds(40);
        assertThat(takes(at(redis, free), MOST / 2)).isTrue();
        assertThat(takes(at(redis, free), 1)).isFalse();
    }

    /** Attack: the counts themselves grow with time. */
    @Test
    void countsNoLongerThanItMatters() {
        for (int minute = 0; minute < 100; minute++) {
            at(redis, NOW.plusSeconds(60L * minute)).takeForSignIn(1);
        }

        assertThat(redis.opsForHash().size("hfy:visitors")).isEqualTo(16);
        assertThat(redis.getExpire("hfy:visitors")).isBetween(900L, 960L);
    }

    /**
     * Attack: devices of one client are begun without end, which is cheap for a program, until nobody signs in any more, with a
     * browser or with another client's device.
     */
    @Test
    void devicesOfAClientTakeNothingFromOthers() {
        VisitorSpace space = at(redis, NOW);
        space.takeForDevice("flooded", MOST);

        assertThatThrownBy(() -> space.takeForDevice("flooded", 1))
                .isInstanceOfSatisfying(
                        NoVisitorSpace.class,
                        full -> assertThat(full.retryAfter()).isEqualTo(Duration.ofSeconds(640)));
        space.takeForDevice("other", MOST);
        space.takeForSignIn(MOST);
        at(redis, NOW.plus(VisitorSpace.DEVICE).plusSeconds(40)).takeForDevice("flooded", MOST);
        assertThat(redis.opsForHash().size("hfy:visitors:device:flooded")).isEqualTo(1);
    }

    private static boolean takes(VisitorSpace space, long bytes) {
        try {
            space.takeForSignIn(bytes);
            return true;
        } catch (NoVisitorSpace full) {
            return false;
        }
    }

    private static VisitorSpace at(StringRedisTemplate node, Instant time) {
        return new RedisVisitorSpace(
                node,
                new VisitorProperties(DataSize.ofBytes(MOST), DataSize.ofBytes(MOST)),
                Clock.fixed(time, ZoneOffset.UTC));
    }
}
