package com.hubify.identity.resource;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** What either stack needs to decide about handlers and to answer refusals. Nothing in here knows of a stack. */
@Configuration(proxyBeanMethods = false)
class HandlerConfiguration {

    @Bean
    HandlerGuard hubifyHandlerGuard(ResourceServerProperties properties) {
        return new HandlerGuard(properties);
    }

    @Bean
    RequestIds hubifyRequestIds() {
        return new RequestIds();
    }

    @Bean
    ResourceMetadata resourceMetadata(ResourceServerProperties properties, ObjectProvider<ScopesSupported> scopes) {
        return new ResourceMetadata(
                properties.issuerUri(), scopes.orderedStream().toList());
    }
}
