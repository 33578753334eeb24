package com.hubify.identity.server.device;

import com.hubify.identity.protocol.Sha256;
import com.hubify.identity.server.redis.RedisKeyspace;
import java.time.Duration;
import org.springframework.data.redis.core.StringRedisTemplate;
import org.springframework.stereotype.Repository;

/**
 * When devices polled last.
 *
 * <pre>
 * hfy:device-poll:{digest of device code}    string, empty    the shortest time between two polls
 * </pre>
 */
@Repository
class RedisDevicePolls {

    /** A second less than devices are told: it is left for the network's whims. */
    private static final Duration SHORTEST = DeviceAuthorizationSuccessHandler.INTERVAL.minusSeconds(1);

    private final StringRedisTemplate redis;

    RedisDevicePolls(StringRedisTemplate redis) {
        this.redis = redis;
    }

    /** Whether the device has waited long enough since it polled last. Counts as a poll either way it is answered. */
    boolean isTimely(String deviceCode) {
        return Boolean.TRUE.equals(redis.opsForValue()
                .setIfAbsent(RedisKeyspace.key("device-poll", Sha256.base64Url(deviceCode)), "", SHORTEST));
    }
}
