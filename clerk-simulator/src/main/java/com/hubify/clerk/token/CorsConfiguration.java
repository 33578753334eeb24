package com.hubify.clerk.token;

import org.springframework.context.annotation.Configuration;
import org.springframework.web.servlet.config.annotation.CorsRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

/**
 * Lets browser clients of any origin call what needs no cookie. Session tokens are left out on purpose: no
 * web page a developer happens to have open shall read one.
 */
@Configuration(proxyBeanMethods = false)
class CorsConfiguration implements WebMvcConfigurer {

    @Override
    public void addCorsMappings(CorsRegistry registry) {
        for (String path : new String[] {"/.well-known/**", "/oauth/token", "/oauth/token/revoke", "/oauth/userinfo"}) {
            registry.addMapping(path)
                    .allowedOrigins("*")
                    .allowedMethods("GET", "POST")
                    .allowedHeaders("*");
        }
    }
}
