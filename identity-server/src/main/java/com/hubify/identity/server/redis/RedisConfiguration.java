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

    /** Without a connection, commands fail at once. Queued, they would delay requests by the time-out. */
    @Bean
    LettuceClientOptionsBuilderCustomizer failFast() {
        return options -> options.disconnectedBehavior(ClientOptions.DisconnectedBehavior.REJECT_COMMANDS);
    }

    /**
     * By default, Lettuce reconnects less and less often: after an outage of a minute it would wait for another half. And it
     * would use the old address as long as DNS caching allows: minutes, if a container has moved.
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
