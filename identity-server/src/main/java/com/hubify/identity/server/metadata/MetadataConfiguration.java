package com.hubify.identity.server.metadata;

import org.springframework.boot.security.autoconfigure.web.servlet.SecurityFilterProperties;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class MetadataConfiguration {

    @Bean
    FilterRegistrationBean<HeadRequests> headRequests() {
        FilterRegistrationBean<HeadRequests> heads = new FilterRegistrationBean<>(new HeadRequests());
        heads.addUrlPatterns(
                "/.well-known/openid-configuration",
                "/.well-known/oauth-authorization-server",
                "/oauth2/jwks",
                "/userinfo");
        // Before the filter that sets the ETag of the JWK set.
        heads.setOrder(SecurityFilterProperties.DEFAULT_FILTER_ORDER - 2);
        return heads;
    }
}
