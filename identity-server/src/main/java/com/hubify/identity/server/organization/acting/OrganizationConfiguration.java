package com.hubify.identity.server.organization.acting;

import java.util.List;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.Environment;

@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(OrganizationProperties.class)
class OrganizationConfiguration {

    @Bean
    RoleScopes roleScopes(OrganizationProperties properties, Environment environment) {
        return new RoleScopes(
                properties,
                Binder.get(environment)
                        .bind("hubify.identity.scopes.more", Bindable.listOf(String.class))
                        .orElse(List.of()));
    }
}
