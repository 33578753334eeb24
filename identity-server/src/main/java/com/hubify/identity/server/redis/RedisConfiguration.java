package com.hubify.identity.server.redis;

import io.lettuce.core.ClientOptions;
import io.lettuce.core.resource.Delay;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.springframework.boot.data.redis.autoconfigure.ClientResourcesBuilderCustomizer;
import org.springframework.boot.data.redis.autoconfigure.LettuceClientOptionsBuilderCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.data.redis.core.StringRedisTemplate;

@Configuration(proxyBeanMethods = false)
class RedisConfiguration {

    private static final Duration SOONEST = Duration.ofMillis(20);
    private static final Duration LATEST = Duration.ofMillis(500);

    /** With Redis away, a command fails at once. Kept for later it would hold a request for as long as the time-out lasts. */
    @Bean
    LettuceClientOptionsBuilderCustomizer failFast() {
        return options -> options.disconnectedBehavior(ClientOptions.DisconnectedBehavior.REJECT_COMMANDS);
    }

    /** Left alone, Lettuce tries less and less often: after a minute's outage it would stay away for half another one. */
    @Bean
    ClientResourcesBuilderCustomizer comeBackSoon() {
        return resources -> resources.reconnectDelay(Delay.fullJitter(SOONEST, LATEST, 50, TimeUnit.MILLISECONDS));
    }

    @Bean
    RedisDurability durabilityHealthIndicator(StringRedisTemplate redis) {
        return new RedisDurability(redis);
    }
}
