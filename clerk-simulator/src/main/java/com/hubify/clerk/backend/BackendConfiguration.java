package com.hubify.clerk.backend;

import com.hubify.clerk.instance.InstanceProperties;
import org.springframework.context.annotation.Configuration;
import org.springframework.web.servlet.config.annotation.InterceptorRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

/** Guards the Backend API, wherever its controllers are. Consent lies below the same path and is the Frontend API's. */
@Configuration(proxyBeanMethods = false)
class BackendConfiguration implements WebMvcConfigurer {

    private final InstanceProperties instance;
    private final RateLimit limit;

    BackendConfiguration(InstanceProperties instance, RateLimit limit) {
        this.instance = instance;
        this.limit = limit;
    }

    @Override
    public void addInterceptors(InterceptorRegistry registry) {
        registry.addInterceptor(new BackendAccess(instance, limit))
                .addPathPatterns("/v1/**", ApiKeyController.PATH + "/**")
                .excludePathPatterns("/v1/me/**");
    }
}
