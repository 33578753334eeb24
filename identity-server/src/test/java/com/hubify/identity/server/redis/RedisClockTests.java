package com.hubify.identity.server.redis;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.Status;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.dao.QueryTimeoutException;

@ExtendWith(OutputCaptureExtension.class)
class RedisClockTests {

    private static final Instant NOW = Instant.ofEpochSecond(1_732_508_400);
    private static final Duration SECOND = Duration.ofSeconds(1);

    private long nanos = 7;
    private Instant redis = NOW;
    private Duration there = Duration.ZERO;
    private Duration back = Duration.ZERO;
    private boolean away;
    private Duration off = Duration.ofSeconds(30);
    private final RedisClock clock = new RedisClock(this::ask, machine(), () -> nanos);

    /** Attack, or a bad day: the machine's clock is half a minute ahead, and is then put right with a jump. */
    @Test
    void isNotTheMachines() {
        clock.read();
        assertThat(clock.instant()).isEqualTo(NOW);

        off = Duration.ofHours(-5);
        pass(SECOND);
        assertThat(clock.instant()).isEqualTo(NOW.plus(SECOND));
    }

    @Test
    void runsOnWhileRedisIsAway() {
        clock.read();
        away = true;

        pass(Duration.ofMinutes(10));
        assertThat(clock.read()).isFalse();

        assertThat(clock.instant()).isEqualTo(NOW.plusSeconds(600));
    }

    @Test
    void isTheMachinesUntilRedisHasAnswered() {
        away = true;
        clock.read();
        assertThat(clock.instant()).isEqualTo(NOW.plus(off));

        away = false;
        clock.read();
        assertThat(clock.instant()).isEqualTo(NOW);
    }

    /** An answer that took long may have been given at any moment in between, so it corrects nothing that may be right. */
    @Test
    void isNotSetByAnAnswerThatSaysNothing() {
        clock.read();

        there = Duration.ofMillis(900);
        clock.read();
        assertThat(clock.instant()).isEqualTo(redis);
        there = Duration.ZERO;
        back = Duration.ofMillis(900);
        clock.read();
        assertThat(clock.instant()).isEqualTo(redis);
    }

    @Test
    void isSetByAFasterAnswer(CapturedOutput output) {
        back = Duration.ofSeconds(4);
        clock.read();
        assertThat(clock.instant()).isEqualTo(redis.minusSeconds(2));

        back = Duration.ofMillis(2);
        clock.read();

        assertThat(clock.instant()).isEqualTo(redis.minusMillis(1));
        assertThat(output).doesNotContain("has moved");
    }

    @Test
    void followsRedisAndSaysSo(CapturedOutput output) {
        clock.read();
        redis = redis.plusSeconds(3600);

        clock.read();

        assertThat(clock.instant()).isEqualTo(NOW.plusSeconds(3600));
        assertThat(output).contains("Redis' clock jumped by PT1H");
    }

    @Test
    void tellsOfAMachineWhoseClockIsWrong() {
        assertThat(health().getStatus()).isEqualTo(Status.UNKNOWN);
        clock.read();
        assertThat(health().getStatus()).isEqualTo(Status.DOWN);
        assertThat(health().getDetails())
                .containsEntry("reason", "this machine's clock is 30 s ahead of Redis'; synchronize both with NTP");

        off = Duration.ofSeconds(-30);
        assertThat(health().getDetails())
                .containsEntry("reason", "this machine's clock is 30 s behind Redis'; synchronize both with NTP");
        off = Duration.ofSeconds(9);
        assertThat(health().getStatus()).isEqualTo(Status.UP);
    }

    private Health health() {
        return new ClockHealth(clock).health();
    }

    private Instant ask() {
        pass(there);
        if (away) {
            throw new QueryTimeoutException("Redis does not answer");
        }
        Instant answer = redis;
        pass(back);
        return answer;
    }

    private void pass(Duration time) {
        nanos += time.toNanos();
        redis = redis.plus(time);
    }

    private Clock machine() {
        InstantSource source = () -> redis.plus(off);
        return source.withZone(ZoneOffset.UTC);
    }
}
