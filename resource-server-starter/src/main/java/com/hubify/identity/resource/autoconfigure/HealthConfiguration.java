package com.hubify.identity.resource.autoconfigure;

import com.hubify.identity.resource.keys.IssuerKeyRing;
import com.hubify.identity.resource.revocation.RevocationFeed;
import com.hubify.identity.resource.revocation.RevocationView;
import com.hubify.identity.resource.settings.ResourceServerProperties;
import com.hubify.identity.resource.verification.CredentialIntrospector;
import com.hubify.identity.resource.verification.IntrospectionClient;
import java.time.Clock;
import java.util.Optional;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.health.autoconfigure.contributor.ConditionalOnEnabledHealthIndicator;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The health indicator {@code hubify}, if the service has the actuator. */
@Configuration(proxyBeanMethods = false)
@ConditionalOnClass(
        name = "org.springframework.boot.health.autoconfigure.contributor.ConditionalOnEnabledHealthIndicator")
public class HealthConfiguration {

    // Nested, since the class of the condition is missing without the actuator.
    @Configuration(proxyBeanMethods = false)
    @ConditionalOnEnabledHealthIndicator("hubify")
    public static class Indicator {

        @Bean
        RevocationHealth hubifyRevocationHealth(
                RevocationFeed feed, RevocationView view, ResourceServerProperties properties) {
            return new RevocationHealth(feed, view, properties.maxStaleness());
        }

        @Bean
        @ConditionalOnMissingBean(name = "hubifyHealthIndicator")
        public HealthIndicator hubifyHealthIndicator(
                IssuerKeyRing keys,
                CredentialIntrospector introspector,
                ResourceServerProperties properties,
                ObjectProvider<Clock> clock,
                ObjectProvider<RevocationHealth> revocations) {
            Optional<IntrospectionProbe> probe = introspector.value() instanceof IntrospectionClient client
                    ? Optional.of(new IntrospectionProbe(client, clock.getIfUnique(Clock::systemUTC)))
                    : Optional.empty();
            return new IssuerHealthIndicator(
                    keys, properties.clerk(), probe, Optional.ofNullable(revocations.getIfAvailable()));
        }
    }
}
