package com.hubify.identity.server.signing;

import com.github.benmanes.caffeine.cache.Ticker;
import com.hubify.identity.server.revocation.Revocations;
import com.nimbusds.jose.jwk.source.JWKSource;
import com.nimbusds.jose.proc.SecurityContext;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.composite.CompositeMeterRegistry;
import java.time.Clock;
import java.time.Duration;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.security.autoconfigure.web.servlet.SecurityFilterProperties;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Primary;
import org.springframework.dao.DataAccessException;
import org.springframework.scheduling.TaskScheduler;
import org.springframework.scheduling.concurrent.ThreadPoolTaskScheduler;
import org.springframework.security.oauth2.jwt.JwtEncoder;

/** What others use of this package. Which keys it works with is decided by {@code hubify.identity.signing.provider}. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(SigningProperties.class)
class SigningConfiguration {

    /** For so long a node may go on signing with a key that another has just ended. */
    private static final Duration TICK = Duration.ofMillis(250);

    /** The authorization server takes it in place of its own, which wants private keys. */
    @Bean
    JwtEncoder jwtEncoder(SigningKeys keys) {
        return new SigningJwtEncoder(keys);
    }

    /** What the authorization server publishes at {@code /oauth2/jwks}: public keys only. */
    @Bean
    JWKSource<SecurityContext> publishedKeys(SigningKeys keys) {
        return (selector, context) -> selector.select(keys.latest());
    }

    @Bean
    FilterRegistrationBean<PublishedKeysFilter> publishedKeysFilter(SigningKeys keys) {
        FilterRegistrationBean<PublishedKeysFilter> filter =
                new FilterRegistrationBean<>(new PublishedKeysFilter(keys));
        filter.addUrlPatterns("/oauth2/jwks");
        filter.setOrder(SecurityFilterProperties.DEFAULT_FILTER_ORDER - 1);
        return filter;
    }

    @Bean
    OwnTokens ownTokens(SigningKeys keys) {
        return new OwnTokens(keys);
    }

    @Bean
    RotationPolicy rotationPolicy(SigningProperties properties) {
        return properties.rotation().policy();
    }

    /** The policy is asked for first: where no provider is set, its properties say so, and nobody would make a custody. */
    @Bean
    RotatingSigningKeys rotatingSigningKeys(RotationPolicy policy, KeyCustody custody, KeyRings rings, Clock clock) {
        return new RotatingSigningKeys(custody, rings, policy, clock, Ticker.systemTicker());
    }

    @Bean
    @Primary
    SigningKeys signingKeys(
            RotatingSigningKeys keys, SigningProperties properties, ObjectProvider<MeterRegistry> registry) {
        return new MeasuredSigningKeys(
                keys, properties.provider(), registry.getIfAvailable(CompositeMeterRegistry::new));
    }

    @Bean
    PublishedBefore publishedBefore(KeyRings rings) {
        return () -> {
            try {
                return rings.read().isPresent();
            } catch (DataAccessException | SigningUnavailable e) {
                return true;
            }
        };
    }

    @Bean
    KeyRotation keyRotation(
            RotatingSigningKeys keys,
            KeyCustody custody,
            KeyRings rings,
            RotationPolicy policy,
            Revocations revocations,
            ApplicationEventPublisher events,
            Clock clock) {
        return new KeyRotation(custody, rings, keys, policy, revocations, events, clock);
    }

    /** For this alone: what others schedule isn't to queue behind a key store that doesn't answer. */
    @Bean(defaultCandidate = false)
    ThreadPoolTaskScheduler keyRotationScheduler() {
        ThreadPoolTaskScheduler scheduler = new ThreadPoolTaskScheduler();
        scheduler.setDaemon(true);
        scheduler.setThreadNamePrefix("signing-keys-");
        return scheduler;
    }

    @Bean
    KeyRotationSchedule keyRotationSchedule(
            KeyRotation rotation, RotatingSigningKeys keys, SigningProperties properties) {
        return new KeyRotationSchedule(rotation, keys, properties.rotation().check(), Ticker.systemTicker());
    }

    /** The first turn is over before anybody is served, and comes when those listen who write down what it did. */
    @Bean
    SmartInitializingSingleton keyRotationStart(
            KeyRotationSchedule schedule, @Qualifier("keyRotationScheduler") TaskScheduler scheduler) {
        return () -> {
            schedule.tick();
            scheduler.scheduleWithFixedDelay(
                    schedule::tick, scheduler.getClock().instant().plus(TICK), TICK);
        };
    }

    @Bean
    SigningHealth signingHealthIndicator(
            SigningKeys keys, KeyRotationSchedule schedule, SigningProperties properties, Clock clock) {
        return new SigningHealth(keys, schedule, properties.provider(), clock);
    }

    @Bean
    PublishedKeysHealth publishedKeysHealthIndicator(SigningKeys keys) {
        return new PublishedKeysHealth(keys);
    }
}
