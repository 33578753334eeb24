package com.hubify.identity.server.apikey.introspection;

import static org.assertj.core.api.Assertions.assertThat;

import com.hubify.identity.parts.RedisServer;
import com.hubify.identity.parts.redis.Redis;
import com.hubify.identity.parts.redis.RedisVersion;
import com.hubify.identity.server.apikey.ApiKeyId;
import com.hubify.identity.server.redis.RedisContract;
import java.util.Set;
import org.junit.jupiter.api.Test;

@RedisServer(version = RedisVersion.MACHINE)
class RedisKeyServicesIT extends RedisContract {

    private static final ApiKeyId KEY = new ApiKeyId("abcd1234");

    RedisKeyServicesIT(Redis server) {
        super(server);
    }

    @Test
    void remembersForHoursWhichServiceKnowsOfAKey() {
        new RedisKeyServices(redis).note(KEY, "labs");

        RedisKeyServices onOtherNode = new RedisKeyServices(otherNode);
        assertThat(onOtherNode.knows("labs", KEY)).isTrue();
        assertThat(onOtherNode.knows("reports", KEY)).isFalse();
        assertThat(onOtherNode.knows("labs", new ApiKeyId("00000000"))).isFalse();
        assertThat(redis.keys("*")).isEqualTo(Set.of("hfy:{apikeyuse:abcd1234}:service:labs"));
        assertThat(redis.getExpire("hfy:{apikeyuse:abcd1234}:service:labs")).isBetween(46_700L, 46_800L);
    }
}
