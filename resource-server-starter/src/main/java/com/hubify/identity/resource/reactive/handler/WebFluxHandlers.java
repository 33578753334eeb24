package com.hubify.identity.resource.reactive.handler;

import com.hubify.identity.protocol.Scopes;
import com.hubify.identity.resource.Caller;
import com.hubify.identity.resource.demand.HandlerDemand;
import com.hubify.identity.resource.handler.HandlerAdapters;
import com.hubify.identity.resource.handler.HandlerGuard;
import com.hubify.identity.resource.handler.HandlerPaths;
import com.hubify.identity.resource.web.ScopesNeeded;
import java.util.Collection;
import java.util.Objects;
import java.util.stream.Stream;
import org.springframework.beans.factory.BeanInitializationException;
import org.springframework.beans.factory.ListableBeanFactory;
import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.context.ApplicationListener;
import org.springframework.context.event.ContextRefreshedEvent;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.web.reactive.HandlerAdapter;
import org.springframework.web.reactive.result.method.RequestMappingInfo;
import org.springframework.web.reactive.result.method.annotation.ArgumentResolverConfigurer;
import org.springframework.web.reactive.result.method.annotation.RequestMappingHandlerAdapter;
import org.springframework.web.reactive.result.method.annotation.RequestMappingHandlerMapping;

/** Inspects a reactive service's handlers once, at start, and registers the resolver of {@link Caller} arguments. */
final class WebFluxHandlers
        implements SmartInitializingSingleton,
                ApplicationListener<ContextRefreshedEvent>,
                ScopesNeeded<ServerHttpRequest> {

    private final ListableBeanFactory beans;
    private final HandlerGuard guard;
    private final HandlerPaths paths = new HandlerPaths();

    WebFluxHandlers(ListableBeanFactory beans, HandlerGuard guard) {
        this.beans = beans;
        this.guard = guard;
    }

    @Override
    public void afterSingletonsInstantiated() {
        HandlerAdapters.requireFirst(beans, HandlerAdapter.class, WebFluxHandlerGuard.class);
        Collection<RequestMappingHandlerMapping> mappings =
                beans.getBeansOfType(RequestMappingHandlerMapping.class).values();
        guard.read(mappings.stream().flatMap(mapping -> mapping.getHandlerMethods().values().stream()));
        paths.read(mappings.stream()
                .flatMap(mapping -> mapping.getHandlerMethods().entrySet().stream())
                .flatMap(entry -> paths(entry.getKey(), guard.demand(entry.getValue())))
                .toList());
        resolveCaller(beans);
    }

    /** Also for child contexts, such as that of the actuator on a port of its own. */
    @Override
    public void onApplicationEvent(ContextRefreshedEvent event) {
        ListableBeanFactory other = event.getApplicationContext();
        if (other.getBeanNamesForType(WebFluxHandlers.class, false, false).length == 0) {
            guard.read(other.getBeansOfType(RequestMappingHandlerMapping.class).values().stream()
                    .flatMap(mapping -> mapping.getHandlerMethods().values().stream()));
            resolveCaller(other);
        }
    }

    // Not through WebFluxConfigurer, since a service may replace Spring WebFlux's configuration: a Caller must never be
    // left to the fallback resolvers, which would bind request parameters.
    private static void resolveCaller(ListableBeanFactory beans) {
        for (RequestMappingHandlerAdapter adapter :
                beans.getBeansOfType(RequestMappingHandlerAdapter.class).values()) {
            ArgumentResolverConfigurer arguments = Objects.requireNonNullElseGet(
                    adapter.getArgumentResolverConfigurer(), ArgumentResolverConfigurer::new);
            arguments.addCustomResolver(new WebFluxCallerResolver());
            adapter.setArgumentResolverConfigurer(arguments);
            try {
                adapter.afterPropertiesSet();
            } catch (Exception e) {
                throw new BeanInitializationException("The resolver of Caller arguments can't be registered", e);
            }
        }
    }

    @Override
    public Scopes neededFor(ServerHttpRequest request) {
        return paths.needed(request.getMethod().name(), request.getPath().pathWithinApplication());
    }

    private static Stream<HandlerPaths.Mapped> paths(RequestMappingInfo info, HandlerDemand demand) {
        return info.getPatternsCondition().getPatterns().stream()
                .map(pattern -> HandlerPaths.Mapped.of(
                        pattern, info.getMethodsCondition().getMethods(), demand));
    }
}
