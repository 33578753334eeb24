package com.hubify.identity.resource;

import java.util.Objects;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.web.reactive.result.method.annotation.ArgumentResolverConfigurer;
import org.springframework.web.reactive.result.method.annotation.RequestMappingHandlerAdapter;

/**
 * Makes {@link Caller} an argument everywhere. On the adapter itself and not through {@code WebFluxConfigurer}: a service
 * may replace Spring WebFlux's configuration, and a Caller that nobody resolves must not be left to the resolvers of last
 * resort.
 */
final class WebFluxCallerArgument implements BeanPostProcessor {

    @Override
    public Object postProcessBeforeInitialization(Object bean, String name) {
        if (bean instanceof RequestMappingHandlerAdapter adapter) {
            ArgumentResolverConfigurer arguments = Objects.requireNonNullElseGet(
                    adapter.getArgumentResolverConfigurer(), ArgumentResolverConfigurer::new);
            arguments.addCustomResolver(new WebFluxCallerResolver());
            adapter.setArgumentResolverConfigurer(arguments);
        }
        return bean;
    }
}
