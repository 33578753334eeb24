package com.hubify.identity.resource.quota;

import com.hubify.identity.protocol.RandomText;
import com.hubify.identity.resource.issuer.ClientCredentials;
import com.hubify.identity.resource.issuer.IssuerConnection;
import com.hubify.identity.resource.issuer.IssuerMetadata;
import com.hubify.identity.resource.revocation.RevocationToken;
import com.hubify.identity.resource.settings.ResourceServerProperties;
import com.hubify.identity.settings.Settings;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.Optional;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.health.autoconfigure.contributor.ConditionalOnEnabledHealthIndicator;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Limits of callers by their plan, on either stack. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(QuotaProperties.class)
public class QuotaConfiguration {

    private static final int INSTANCE_BYTES = 16;

    private final QuotaProperties limits;

    QuotaConfiguration(QuotaProperties limits, ResourceServerProperties properties) {
        this.limits = limits;
        Settings.require(
                !limits.enabled() || ClientCredentials.of(properties).isPresent(),
                "hubify.resource.limits.enabled",
                "needs hubify.resource.client-id and hubify.resource.client-secret, with which limits are settled");
    }

    @Bean
    public Quotas hubifyQuotas(ObjectProvider<Clock> clock) {
        return new Quotas(clock.getIfUnique(Clock::systemUTC), limits.enabled());
    }

    @Bean
    SettlerThread hubifySettler(
            Quotas quotas,
            IssuerMetadata issuerMetadata,
            IssuerConnection connection,
            ObjectProvider<RevocationToken> token,
            ObjectProvider<Clock> clock) {
        Optional<Settler> settler = Optional.ofNullable(limits.enabled() ? token.getObject() : null)
                .map(known -> new Settler(
                        quotas,
                        new SettlementConnection(
                                issuerMetadata,
                                connection,
                                known,
                                RandomText.ofBytes(INSTANCE_BYTES, new SecureRandom())),
                        clock.getIfUnique(Clock::systemUTC),
                        limits.localShare()));
        return new SettlerThread(settler, quotas, limits.interval());
    }

    /** The health indicator {@code hubifyLimits}, if the service has the actuator. */
    @Configuration(proxyBeanMethods = false)
    @ConditionalOnBooleanProperty("hubify.resource.limits.enabled")
    @ConditionalOnClass(
            name = "org.springframework.boot.health.autoconfigure.contributor.ConditionalOnEnabledHealthIndicator")
    public static class Health {

        // Nested, since the class of the condition is missing without the actuator.
        @Configuration(proxyBeanMethods = false)
        @ConditionalOnEnabledHealthIndicator("hubifyLimits")
        public static class Indicator {

            @Bean
            HealthIndicator hubifyLimitsHealthIndicator(SettlerThread settler) {
                return new QuotaHealth(settler);
            }
        }
    }
}
