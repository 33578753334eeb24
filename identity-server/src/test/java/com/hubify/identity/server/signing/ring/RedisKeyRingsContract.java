package com.hubify.identity.server.signing.ring;

import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.hubify.identity.parts.redis.Redis;
import com.hubify.identity.server.redis.Damage;
import com.hubify.identity.server.redis.RedisContract;
import com.hubify.identity.server.signing.KeyProvider;
import com.hubify.identity.server.signing.SigningUnavailable;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;

abstract class RedisKeyRingsContract extends RedisContract implements KeyRingsContract {

    private final KeyRings here = new RedisKeyRings(redis, KeyProvider.VAULT);
    private final KeyRings there = new RedisKeyRings(otherNode, KeyProvider.VAULT);

    RedisKeyRingsContract(Redis server) {
        super(server);
    }

    @Override
    public KeyRings here() {
        return here;
    }

    @Override
    public KeyRings there() {
        return there;
    }

    @Override
    public void runOut() {
        Objects.requireNonNull(redis.delete("hfy:{signing:vault}:lease"));
    }

    /** A new ring in the place of one that can't be read would forget which keys are compromised. */
    @Test
    void ringThatCannotBeReadIsNotAbsent() {
        Damage.of("{\"versions\":[]}", "versions").forEach((damage, text) -> {
            redis.opsForHash().putAll("hfy:{signing:vault}:ring", Map.of("revision", "1", "ring", text));

            assertThatExceptionOfType(SigningUnavailable.class).as(damage).isThrownBy(here::read);
        });
        redis.opsForHash().putAll("hfy:{signing:vault}:ring", Map.of("revision", "x", "ring", "{\"versions\":[]}"));

        assertThatExceptionOfType(SigningUnavailable.class).isThrownBy(here::read);
    }
}
