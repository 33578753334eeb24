package com.hubify.identity.resource;

import org.springframework.beans.factory.ListableBeanFactory;
import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.web.reactive.result.method.annotation.RequestMappingHandlerMapping;

/** Goes through a reactive service's handlers once, at start. */
final class WebFluxHandlers implements SmartInitializingSingleton {

    private final ListableBeanFactory beans;
    private final HandlerGuard guard;

    WebFluxHandlers(ListableBeanFactory beans, HandlerGuard guard) {
        this.beans = beans;
        this.guard = guard;
    }

    @Override
    public void afterSingletonsInstantiated() {
        guard.read(beans.getBeansOfType(RequestMappingHandlerMapping.class).values().stream()
                .flatMap(mapping -> mapping.getHandlerMethods().values().stream()));
    }
}
