package com.hubify.identity.resource.issuer;

import com.hubify.identity.resource.settings.ResourceServerProperties;
import io.micrometer.observation.ObservationRegistry;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The identity server as this service reaches it. */
@Configuration(proxyBeanMethods = false)
public class IssuerConfiguration {

    @Bean
    public IssuerConnection hubifyIssuerConnection(
            ResourceServerProperties properties, ObjectProvider<ObservationRegistry> observations) {
        return new IssuerConnection(properties.timeout(), observations.getIfUnique(() -> ObservationRegistry.NOOP));
    }

    @Bean
    public IssuerMetadata hubifyIssuerMetadata(ResourceServerProperties properties, IssuerConnection connection) {
        return new IssuerMetadata(
                "hubify.resource.issuer-uri", properties.issuerUri(), null, properties.backchannelUri(), connection);
    }
}
