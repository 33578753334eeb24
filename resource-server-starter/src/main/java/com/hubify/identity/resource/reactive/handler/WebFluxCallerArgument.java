package com.hubify.identity.resource.reactive.handler;

import com.hubify.identity.resource.Caller;
import java.util.Objects;
import org.springframework.beans.factory.BeanInitializationException;
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
            add(adapter);
        }
        return bean;
    }

    /** For an adapter of another context, which this doesn't post-process. */
    static void addLate(RequestMappingHandlerAdapter adapter) {
        add(adapter);
        try {
            adapter.afterPropertiesSet();
        } catch (Exception e) {
            throw new BeanInitializationException("Caller can't be made an argument", e);
        }
    }

    private static void add(RequestMappingHandlerAdapter adapter) {
        ArgumentResolverConfigurer arguments =
                Objects.requireNonNullElseGet(adapter.getArgumentResolverConfigurer(), ArgumentResolverConfigurer::new);
        arguments.addCustomResolver(new WebFluxCallerResolver());
        adapter.setArgumentResolverConfigurer(arguments);
    }
}
