package com.hubify.identity.server.device;

import com.hubify.identity.protocol.Sha256;
import com.hubify.identity.server.redis.RedisKeyspace;
import java.time.Duration;
import org.springframework.data.redis.core.StringRedisTemplate;
import org.springframework.stereotype.Repository;

/**
 * The latest polls of devices.
 *
 * <pre>
 * hfy:device-poll:{digest of device code}    string, empty    the shortest time between two polls
 * </pre>
 */
@Repository
class RedisDevicePolls {

    /** A second less than the announced interval, as tolerance for network delays. */
    private static final Duration SHORTEST = DeviceAuthorizationSuccessHandler.INTERVAL.minusSeconds(1);

    private final StringRedisTemplate redis;

    RedisDevicePolls(StringRedisTemplate redis) {
        this.redis = redis;
    }

    /** Whether the interval has passed since the last poll. Counts as a poll in either case. */
    boolean isTimely(String deviceCode) {
        return Boolean.TRUE.equals(redis.opsForValue()
                .setIfAbsent(RedisKeyspace.key("device-poll", Sha256.base64Url(deviceCode)), "", SHORTEST));
    }
}
