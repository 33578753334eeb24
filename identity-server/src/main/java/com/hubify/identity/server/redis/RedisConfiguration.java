package com.hubify.identity.server.redis;

import io.lettuce.core.ClientOptions;
import io.lettuce.core.resource.Delay;
import io.lettuce.core.resource.Transports;
import io.netty.channel.socket.SocketChannel;
import io.netty.resolver.dns.DnsAddressResolverGroup;
import io.netty.resolver.dns.DnsNameResolverBuilder;
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
    private static final int LONGEST_KNOWN_SECONDS = 1;

    /** With Redis away, a command fails at once. Kept for later it would hold a request for as long as the time-out lasts. */
    @Bean
    LettuceClientOptionsBuilderCustomizer failFast() {
        return options -> options.disconnectedBehavior(ClientOptions.DisconnectedBehavior.REJECT_COMMANDS);
    }

    /**
     * Left alone, Lettuce tries less and less often: after a minute's outage it would stay away for half another one. And it
     * would go to where Redis was, for as long as the name server allows: minutes, where a container has moved.
     */
    @Bean
    ClientResourcesBuilderCustomizer comeBackSoon() {
        return resources -> resources
                .reconnectDelay(Delay.fullJitter(SOONEST, LATEST, 50, TimeUnit.MILLISECONDS))
                .addressResolverGroup(new DnsAddressResolverGroup(addresses()));
    }

    private static DnsNameResolverBuilder addresses() {
        return new DnsNameResolverBuilder()
                .datagramChannelType(Transports.datagramChannelClass())
                .socketChannelType(Transports.socketChannelClass().asSubclass(SocketChannel.class))
                .queryTimeoutMillis(LATEST.toMillis())
                .ttl(0, LONGEST_KNOWN_SECONDS)
                .negativeTtl(0);
    }

    @Bean
    RedisDurability durabilityHealthIndicator(StringRedisTemplate redis) {
        return new RedisDurability(redis);
    }
}
