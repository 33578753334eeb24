package com.hubify.identity.resource.servlet.handler;

import com.hubify.identity.resource.bean.BeanGuard;
import com.hubify.identity.resource.handler.HandlerGuard;
import com.hubify.identity.resource.handler.RouteInspection;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;
import org.springframework.beans.factory.ListableBeanFactory;
import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.context.ApplicationListener;
import org.springframework.context.event.ContextRefreshedEvent;
import org.springframework.core.io.Resource;
import org.springframework.web.HttpRequestHandler;
import org.springframework.web.servlet.function.HandlerFunction;
import org.springframework.web.servlet.function.RequestPredicate;
import org.springframework.web.servlet.function.RouterFunction;
import org.springframework.web.servlet.function.RouterFunctions;
import org.springframework.web.servlet.function.ServerRequest;
import org.springframework.web.servlet.function.support.RouterFunctionMapping;
import org.springframework.web.servlet.handler.AbstractUrlHandlerMapping;
import org.springframework.web.servlet.mvc.Controller;

/** Inspects the functional routes and mapped paths of a service once, at start. */
final class ServletRoutes
        implements SmartInitializingSingleton, ApplicationListener<ContextRefreshedEvent>, RouterFunctions.Visitor {

    private final ListableBeanFactory beans;
    private final RouteInspection inspection;

    ServletRoutes(ListableBeanFactory beans, BeanGuard guard, HandlerGuard handlers) {
        this.beans = beans;
        this.inspection = new RouteInspection(
                guard,
                handlers,
                RouterFunction.class,
                Set.of(HandlerFunction.class, HttpRequestHandler.class, Controller.class));
    }

    @Override
    public void afterSingletonsInstantiated() {
        inspect(beans);
    }

    /** Also for child contexts, such as that of a second {@code DispatcherServlet}. */
    @Override
    public void onApplicationEvent(ContextRefreshedEvent event) {
        ListableBeanFactory other = event.getApplicationContext();
        if (other.getBeanNamesForType(ServletRoutes.class, false, false).length == 0) {
            inspect(other);
        }
    }

    private void inspect(ListableBeanFactory beans) {
        for (RouterFunctionMapping mapping :
                beans.getBeansOfType(RouterFunctionMapping.class).values()) {
            RouterFunction<?> routes = mapping.getRouterFunction();
            if (routes != null) {
                routes.accept(this);
            }
        }
        beans.getBeansOfType(AbstractUrlHandlerMapping.class).values().forEach(mapping -> inspect(mapping, beans));
    }

    private void inspect(AbstractUrlHandlerMapping mapping, ListableBeanFactory beans) {
        mapping.getHandlerMap().forEach((path, handler) -> inspect(path, handler, beans));
        Stream.of(Optional.ofNullable(mapping.getRootHandler()), Optional.ofNullable(mapping.getDefaultHandler()))
                .flatMap(Optional::stream)
                .forEach(handler -> inspect("/", handler, beans));
    }

    // A handler of another bean scope may be given by name; it is guarded as a bean.
    private void inspect(Object path, Object handler, ListableBeanFactory beans) {
        Object known = handler instanceof String name && beans.isSingleton(name) ? beans.getBean(name) : handler;
        inspection.inspect(path, ServletWebSockets.behind(known));
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
    public void resources(Function<ServerRequest, Optional<Resource>> lookup) {}

    @Override
    public void attributes(Map<String, Object> attributes) {}

    @Override
    public void unknown(RouterFunction<?> routes) {
        inspection.inspectMaker(routes, routes);
    }
}
