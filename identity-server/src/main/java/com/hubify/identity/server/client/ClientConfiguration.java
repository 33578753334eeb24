package com.hubify.identity.server.client;

import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(ClientProperties.class)
class ClientConfiguration {

    /** Spring's authorization server checks client secrets with the {@code PasswordEncoder} it finds. */
    @Bean
    ClientSecrets clientSecrets(SecretUses uses) {
        return new ClientSecrets(uses);
    }
}
