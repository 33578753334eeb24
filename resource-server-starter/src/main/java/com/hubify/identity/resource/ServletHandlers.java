package com.hubify.identity.resource;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.springframework.beans.factory.ListableBeanFactory;
import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.web.method.support.HandlerMethodArgumentResolver;
import org.springframework.web.method.support.HandlerMethodArgumentResolverComposite;
import org.springframework.web.servlet.HandlerExceptionResolver;
import org.springframework.web.servlet.handler.HandlerExceptionResolverComposite;
import org.springframework.web.servlet.mvc.method.annotation.ExceptionHandlerExceptionResolver;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerAdapter;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;

/** Goes through a service's handlers once, at start, and makes {@link Caller} an argument everywhere. */
final class ServletHandlers implements SmartInitializingSingleton {

    private final ListableBeanFactory beans;
    private final HandlerGuard guard;

    ServletHandlers(ListableBeanFactory beans, HandlerGuard guard) {
        this.beans = beans;
        this.guard = guard;
    }

    @Override
    public void afterSingletonsInstantiated() {
        guard.read(beans.getBeansOfType(RequestMappingHandlerMapping.class).values().stream()
                .flatMap(mapping -> mapping.getHandlerMethods().values().stream()));
        beans.getBeansOfType(RequestMappingHandlerAdapter.class).values().forEach(ServletHandlers::resolveCaller);
        beans.getBeansOfType(HandlerExceptionResolver.class).values().forEach(ServletHandlers::resolveCaller);
    }

    // On the adapters themselves and not through WebMvcConfigurer: a service may replace Spring MVC's configuration,
    // and a
    // Caller that nobody resolves must not be left to the resolvers of last resort.
    private static void resolveCaller(RequestMappingHandlerAdapter adapter) {
        adapter.setArgumentResolvers(withCaller(Objects.requireNonNull(adapter.getArgumentResolvers())));
    }

    /** An exception handler with an argument that can't be resolved is passed over, and the failure goes on without it. */
    private static void resolveCaller(HandlerExceptionResolver resolver) {
        if (resolver instanceof HandlerExceptionResolverComposite several) {
            several.getExceptionResolvers().forEach(ServletHandlers::resolveCaller);
        } else if (resolver instanceof ExceptionHandlerExceptionResolver methods) {
            HandlerMethodArgumentResolverComposite known = methods.getArgumentResolvers();
            methods.setArgumentResolvers(withCaller(known == null ? List.of() : known.getResolvers()));
        }
    }

    private static List<HandlerMethodArgumentResolver> withCaller(List<HandlerMethodArgumentResolver> others) {
        List<HandlerMethodArgumentResolver> resolvers = new ArrayList<>();
        resolvers.add(new ServletCallerResolver());
        resolvers.addAll(others);
        return resolvers;
    }
}
