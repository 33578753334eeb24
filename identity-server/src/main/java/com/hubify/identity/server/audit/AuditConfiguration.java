package com.hubify.identity.server.audit;

import com.hubify.identity.server.audit.trail.AuditBounds;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(AuditProperties.class)
class AuditConfiguration {

    @Bean
    AuditBounds auditBounds(AuditProperties properties) {
        return properties.bounds();
    }
}
