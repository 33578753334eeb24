package com.hubify.identity.parts.redis;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import org.junit.jupiter.api.Test;

/** What a test may count on, whichever Redis answers. */
abstract class RedisContract {

    private final Redis redis;

    RedisContract(Redis redis) {
        this.redis = redis;
    }

    @Test
    void answers() throws IOException {
        assertThat(RedisLine.send(redis.host(), redis.port(), "PING")).isEqualTo("+PONG");
    }

    @Test
    void survivesKillWithWhatItAcknowledged() throws IOException {
        RedisLine.send(redis.host(), redis.port(), "SET key kept");

        redis.kill();
        redis.start();

        assertThat(RedisLine.send(redis.host(), redis.port(), "STRLEN key")).isEqualTo(":4");
    }

    @Test
    void forgetsWhatIsFlushed() throws IOException {
        RedisLine.send(redis.host(), redis.port(), "SET key forgotten");

        redis.flush();

        assertThat(RedisLine.send(redis.host(), redis.port(), "EXISTS key")).isEqualTo(":0");
    }

    @Test
    void comesBackAtTheSamePort() {
        int port = redis.port();

        redis.restart();

        assertThat(redis.port()).isEqualTo(port);
        assertThat(redis.answers()).isTrue();
    }

    @Test
    void isSilentWhilePaused() {
        redis.pause();

        boolean answered = redis.answers();
        redis.resume();

        assertThat(answered).isFalse();
        assertThat(redis.answers()).isTrue();
    }
}
