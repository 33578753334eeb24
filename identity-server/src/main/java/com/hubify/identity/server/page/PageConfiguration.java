package com.hubify.identity.server.page;

import java.security.SecureRandom;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.web.servlet.config.annotation.InterceptorRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

/** Parts that all pages share. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(PageProperties.class)
class PageConfiguration implements WebMvcConfigurer {

    private final PageProperties properties;

    PageConfiguration(PageProperties properties) {
        this.properties = properties;
    }

    @Override
    public void addInterceptors(InterceptorRegistry registry) {
        registry.addInterceptor(new PageHeaders());
        registry.addInterceptor(new ContactOnPages(Contact.of(properties.contact())));
    }

    @Bean
    static ErrorReferences errorReferences() {
        return new ErrorReferences(new SecureRandom());
    }
}
