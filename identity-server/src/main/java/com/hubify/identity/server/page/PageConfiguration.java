package com.hubify.identity.server.page;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.security.SecureRandom;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.web.servlet.FlashMap;
import org.springframework.web.servlet.FlashMapManager;
import org.springframework.web.servlet.config.annotation.InterceptorRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

/** Beans that all pages share. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(PageProperties.class)
class PageConfiguration implements WebMvcConfigurer {

    private final PageProperties properties;

    PageConfiguration(PageProperties properties) {
        this.properties = properties;
    }

    @Override
    public void addInterceptors(InterceptorRegistry registry) {
        registry.addInterceptor(new PageInterceptor(Contact.of(properties.contact())));
    }

    /**
     * Disables flash attributes. Spring would look them up in the session before each page, so that error pages would fail
     * while Redis is unavailable.
     */
    @Bean
    static FlashMapManager flashMapManager() {
        return new FlashMapManager() {
            @Override
            public @Nullable FlashMap retrieveAndUpdate(HttpServletRequest request, HttpServletResponse response) {
                return null;
            }

            @Override
            public void saveOutputFlashMap(FlashMap map, HttpServletRequest request, HttpServletResponse response) {
                if (!map.isEmpty()) {
                    throw new IllegalStateException(
                            "pages must not use flash attributes: these would be stored in the session");
                }
            }
        };
    }

    @Bean
    static ErrorReferences errorReferences() {
        return new ErrorReferences(new SecureRandom());
    }
}
