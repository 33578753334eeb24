package com.hubify.identity.resource.metrics;

import io.micrometer.core.instrument.MeterRegistry;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Figures for the service's meter registry, where it has one. */
@Configuration(proxyBeanMethods = false)
public class MetricsConfiguration {

    @Bean
    @ConditionalOnMissingBean
    ResourceMetrics hubifyMetrics() {
        return ResourceMetrics.NONE;
    }

    // Nested, since its method names a class that is missing where Micrometer is.
    @Configuration(proxyBeanMethods = false)
    @ConditionalOnClass(MeterRegistry.class)
    static class Micrometer {

        @Bean
        ResourceMetrics hubifyMicrometerMetrics(ObjectProvider<MeterRegistry> registries) {
            MeterRegistry registry = registries.getIfUnique();
            return registry == null ? ResourceMetrics.NONE : new MicrometerMetrics(registry);
        }
    }
}
