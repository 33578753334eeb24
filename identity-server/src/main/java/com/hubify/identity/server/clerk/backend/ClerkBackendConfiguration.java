package com.hubify.identity.server.clerk.backend;

import com.hubify.identity.server.clerk.ClerkBackend;
import com.hubify.identity.server.clerk.ClerkHost;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.composite.CompositeMeterRegistry;
import java.time.Clock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Conditional;
import org.springframework.context.annotation.Configuration;

/** Clerk's Backend API, if there is a secret key for it. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(ClerkBackendProperties.class)
class ClerkBackendConfiguration {

    private static final Logger LOG = LoggerFactory.getLogger(ClerkBackendConfiguration.class);

    @Bean
    @Conditional(WithSecretKey.class)
    ClerkBackend clerkBackend(
            ClerkBackendProperties properties,
            ClerkRate rate,
            ClerkBackendTrouble trouble,
            Clock clock,
            ObjectProvider<MeterRegistry> registry) {
        return new HttpClerkBackend(
                new ClerkHost("backend", registry.getIfAvailable(CompositeMeterRegistry::new), clock),
                properties.apiUrl(),
                properties.key().orElseThrow(),
                rate,
                trouble);
    }

    @Bean
    SmartInitializingSingleton clerkBackendNotice(ClerkBackendProperties properties) {
        return () -> {
            if (properties.key().isEmpty()) {
                LOG.warn("{}", ClerkHealth.NO_KEY);
            }
        };
    }
}
