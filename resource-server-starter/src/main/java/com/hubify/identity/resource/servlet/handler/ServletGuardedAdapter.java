package com.hubify.identity.resource.servlet.handler;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.BeanFactoryUtils;
import org.springframework.context.ApplicationContext;
import org.springframework.core.Ordered;
import org.springframework.core.PriorityOrdered;
import org.springframework.core.annotation.AnnotationAwareOrderComparator;
import org.springframework.web.servlet.HandlerAdapter;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.support.RequestContextUtils;

/**
 * Has the guard asked where no interceptor did. A handler mapping of the service's own need not take up interceptors as those
 * of Spring do; but whatever it leads to is called by an adapter, and this is the first in the row.
 */
public final class ServletGuardedAdapter implements HandlerAdapter, PriorityOrdered {

    private final ServletHandlerGuard guard;
    private final Map<ApplicationContext, List<HandlerAdapter>> others = new ConcurrentHashMap<>();

    ServletGuardedAdapter(ServletHandlerGuard guard) {
        this.guard = guard;
    }

    // Before adapters of the service that are ordered with priority, which come before all that are only ordered.
    @Override
    public int getOrder() {
        return Ordered.HIGHEST_PRECEDENCE;
    }

    // Of handlers that ask for nothing, too: a rule may keep the path that a filter has led the request to.
    @Override
    public boolean supports(Object handler) {
        return true;
    }

    @Override
    public @Nullable ModelAndView handle(HttpServletRequest request, HttpServletResponse response, Object handler)
            throws Exception {
        boolean isLetThrough = guard.takePassed(request, handler) || guard.preHandle(request, response, handler);
        return isLetThrough ? next(request, handler).handle(request, response, handler) : null;
    }

    // Of the very servlet that was asked: the actuator's, on a port of its own, has adapters of its own.
    private HandlerAdapter next(HttpServletRequest request, Object handler) {
        ApplicationContext context = Objects.requireNonNull(RequestContextUtils.findWebApplicationContext(request));
        return others.computeIfAbsent(context, this::others).stream()
                .filter(adapter -> adapter.supports(handler))
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("No HandlerAdapter: " + handler));
    }

    private List<HandlerAdapter> others(ApplicationContext context) {
        return BeanFactoryUtils.beansOfTypeIncludingAncestors(context, HandlerAdapter.class, true, false)
                .values()
                .stream()
                .filter(adapter -> adapter != this)
                .sorted(AnnotationAwareOrderComparator.INSTANCE)
                .toList();
    }
}
