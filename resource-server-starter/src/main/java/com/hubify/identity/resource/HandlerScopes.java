package com.hubify.identity.resource;

import com.hubify.identity.protocol.Scope;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import org.springframework.beans.factory.ListableBeanFactory;
import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.web.method.support.HandlerMethodArgumentResolver;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerAdapter;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;

/**
 * Goes through a service's handlers once, at start: collects the scopes they name for the metadata document, stops the
 * service if one is misspelt, and makes {@link Caller} an argument everywhere.
 */
final class HandlerScopes implements SmartInitializingSingleton, ScopesSupported {

    private final ListableBeanFactory beans;
    private final RequiredScopes required;
    private final Set<String> named = new TreeSet<>();

    HandlerScopes(ListableBeanFactory beans, RequiredScopes required) {
        this.beans = beans;
        this.required = required;
    }

    @Override
    public void afterSingletonsInstantiated() {
        beans.getBeansOfType(RequestMappingHandlerMapping.class).values().stream()
                .flatMap(mapping -> mapping.getHandlerMethods().values().stream())
                .flatMap(handler -> required.of(handler).asSet().stream())
                .map(Scope::value)
                .forEach(named::add);
        beans.getBeansOfType(RequestMappingHandlerAdapter.class).values().forEach(HandlerScopes::resolveCaller);
    }

    @Override
    public Set<String> values() {
        return named;
    }

    // On the adapter itself and not through WebMvcConfigurer: a service may replace Spring MVC's configuration, and a
    // Caller that nobody resolves must not be left to the resolvers of last resort.
    private static void resolveCaller(RequestMappingHandlerAdapter adapter) {
        List<HandlerMethodArgumentResolver> resolvers = new ArrayList<>();
        resolvers.add(new CallerArgumentResolver());
        resolvers.addAll(Objects.requireNonNull(adapter.getArgumentResolvers()));
        adapter.setArgumentResolvers(resolvers);
    }
}
