package com.hubify.identity.server.grant;

import com.hubify.identity.server.revocation.Retention;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(GrantProperties.class)
class GrantConfiguration {

    GrantConfiguration(GrantProperties properties, Retention retention) {
        retention.requireLongerThan(properties.grantTimeToLive(), "hubify.identity.token.grant-time-to-live");
    }
}
