package com.hubify.identity.parts.redis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import com.hubify.identity.parts.RedisServer;
import java.io.IOException;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

@RedisServer
class SharedRedisIT {

    @Test
    void isTheSameForEveryone(Redis redis) {
        assertThat(redis).isSameAs(Redis.shared(RedisVersion.MACHINE));
    }

    @Test
    void refusesToBeBroken(Redis redis) {
        assertThatIllegalStateException().isThrownBy(redis::kill).withMessageContaining("one of your own");
    }

    @Nested
    class InNestedClass {

        @Test
        void isHandedOut(Redis redis) throws IOException {
            assertThat(RedisLine.send(redis.host(), redis.port(), "PING")).isEqualTo("+PONG");
        }
    }
}
