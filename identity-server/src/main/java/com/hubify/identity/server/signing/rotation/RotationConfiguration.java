package com.hubify.identity.server.signing.rotation;

import com.github.benmanes.caffeine.cache.Ticker;
import com.hubify.identity.server.signing.KeyCustody;
import com.hubify.identity.server.signing.KeyProvider;
import com.hubify.identity.server.signing.SigningKeys;
import com.hubify.identity.server.signing.SigningUnavailable;
import com.hubify.identity.server.signing.ring.KeyRings;
import com.hubify.identity.server.signing.ring.RotationPolicy;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.composite.CompositeMeterRegistry;
import java.time.Clock;
import java.time.Duration;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.DependsOn;
import org.springframework.scheduling.TaskScheduler;
import org.springframework.scheduling.concurrent.ThreadPoolTaskScheduler;

/** The signing keys and their rotation. {@code hubify.identity.signing.provider} selects the custody. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(RotationProperties.class)
class RotationConfiguration {

    /** Interval of reading the ring: a node may still sign for this long with a key that another node has revoked. */
    private static final Duration TICK = Duration.ofMillis(250);

    @Bean
    RotationPolicy rotationPolicy(RotationProperties properties) {
        return properties.policy();
    }

    /** Depends on the provider first: without it there is no custody, and its error names the setting. */
    @Bean
    @DependsOn("keyProvider")
    RotatingSigningKeys rotatingSigningKeys(
            RotationPolicy policy,
            KeyCustody custody,
            KeyRings rings,
            Clock clock,
            KeyProvider provider,
            ObjectProvider<MeterRegistry> registry) {
        return new RotatingSigningKeys(
                custody,
                rings,
                policy,
                clock,
                Ticker.systemTicker(),
                provider,
                registry.getIfAvailable(CompositeMeterRegistry::new));
    }

    /** A scheduler of its own: other scheduled work must not queue behind a key store that does not answer. */
    @Bean(defaultCandidate = false)
    ThreadPoolTaskScheduler keyRotationScheduler() {
        ThreadPoolTaskScheduler scheduler = new ThreadPoolTaskScheduler();
        scheduler.setDaemon(true);
        scheduler.setThreadNamePrefix("signing-keys-");
        return scheduler;
    }

    @Bean
    KeyRotationSchedule keyRotationSchedule(
            KeyRotation rotation, RotatingSigningKeys keys, RotationProperties properties) {
        return new KeyRotationSchedule(rotation, keys, properties.check(), Ticker.systemTicker());
    }

    /** Runs the first turn before the first request is served and after the audit trail has started. */
    @Bean
    SmartInitializingSingleton keyRotationStart(
            KeyRotationSchedule schedule, @Qualifier("keyRotationScheduler") TaskScheduler scheduler) {
        return () -> {
            schedule.tick();
            scheduler.scheduleWithFixedDelay(
                    schedule::tick, scheduler.getClock().instant().plus(TICK), TICK);
        };
    }

    /**
     * Whether this server knows the keys it has to publish. Belongs in the readiness group: a server that starts while
     * the key store is unavailable takes no traffic until it has read the keys; one that loses the key store later
     * still publishes them.
     */
    @Bean
    HealthIndicator publishedKeysHealthIndicator(SigningKeys keys) {
        return () -> {
            try {
                return Health.up().withDetail("keys", keys.published().size()).build();
            } catch (SigningUnavailable e) {
                return Health.down().build();
            }
        };
    }
}
