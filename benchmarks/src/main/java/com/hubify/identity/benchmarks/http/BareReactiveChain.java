package com.hubify.identity.benchmarks.http;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.security.config.web.server.ServerHttpSecurity;
import org.springframework.security.web.server.SecurityWebFilterChain;

/** Spring Security's reactive filters with nothing to do. */
@Configuration(proxyBeanMethods = false)
class BareReactiveChain {

    @Bean
    SecurityWebFilterChain openToAll(ServerHttpSecurity http) {
        return http.authorizeExchange(exchanges -> exchanges.anyExchange().permitAll())
                .build();
    }
}
