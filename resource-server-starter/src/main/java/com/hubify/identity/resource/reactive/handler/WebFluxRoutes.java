package com.hubify.identity.resource.reactive.handler;

import com.hubify.identity.resource.bean.BeanGuard;
import com.hubify.identity.resource.handler.HandlerGuard;
import com.hubify.identity.resource.handler.RouteInspection;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.springframework.beans.factory.ListableBeanFactory;
import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.core.io.Resource;
import org.springframework.web.reactive.function.server.HandlerFunction;
import org.springframework.web.reactive.function.server.RequestPredicate;
import org.springframework.web.reactive.function.server.RouterFunction;
import org.springframework.web.reactive.function.server.RouterFunctions;
import org.springframework.web.reactive.function.server.ServerRequest;
import org.springframework.web.reactive.function.server.support.RouterFunctionMapping;
import org.springframework.web.reactive.handler.AbstractUrlHandlerMapping;
import org.springframework.web.reactive.socket.WebSocketHandler;
import org.springframework.web.server.WebHandler;
import reactor.core.publisher.Mono;

/** Inspects the functional routes and mapped paths of a reactive service once, at start. */
final class WebFluxRoutes implements SmartInitializingSingleton, RouterFunctions.Visitor {

    private final ListableBeanFactory beans;
    private final RouteInspection inspection;

    WebFluxRoutes(ListableBeanFactory beans, BeanGuard guard, HandlerGuard handlers) {
        this.beans = beans;
        this.inspection = new RouteInspection(
                guard,
                handlers,
                RouterFunction.class,
                Set.of(HandlerFunction.class, WebHandler.class, WebSocketHandler.class));
    }

    @Override
    public void afterSingletonsInstantiated() {
        for (RouterFunctionMapping mapping :
                beans.getBeansOfType(RouterFunctionMapping.class).values()) {
            RouterFunction<?> routes = mapping.getRouterFunction();
            if (routes != null) {
                routes.accept(this);
            }
        }
        beans.getBeansOfType(AbstractUrlHandlerMapping.class)
                .values()
                .forEach(mapping -> mapping.getHandlerMap().forEach(this::inspect));
    }

    // A handler of another bean scope may be given by name; it is guarded as a bean.
    private void inspect(Object path, Object handler) {
        Object known = handler instanceof String name && beans.isSingleton(name) ? beans.getBean(name) : handler;
        inspection.inspect(path, known);
    }

    @Override
    public void route(RequestPredicate predicate, HandlerFunction<?> handler) {
        inspection.inspect(predicate, handler);
    }

    @Override
    public void startNested(RequestPredicate predicate) {}

    @Override
    public void endNested(RequestPredicate predicate) {}

    @Override
    public void resources(Function<ServerRequest, Mono<Resource>> lookup) {}

    @Override
    public void attributes(Map<String, Object> attributes) {}

    @Override
    public void unknown(RouterFunction<?> routes) {
        inspection.inspectMaker(routes, routes);
    }
}
