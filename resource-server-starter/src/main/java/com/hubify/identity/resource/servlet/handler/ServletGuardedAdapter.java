package com.hubify.identity.resource.servlet.handler;

import com.hubify.identity.resource.handler.HandlerAdapters;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationContext;
import org.springframework.core.Ordered;
import org.springframework.core.PriorityOrdered;
import org.springframework.web.servlet.HandlerAdapter;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.support.RequestContextUtils;

/**
 * Applies the handler guard if no interceptor did. A handler mapping of the service need not support interceptors as
 * Spring's do, but every handler is called by a handler adapter, and this one is the first.
 */
public final class ServletGuardedAdapter implements HandlerAdapter, PriorityOrdered {

    private final ServletHandlerGuard guard;
    private final HandlerAdapters<HandlerAdapter> adapters = new HandlerAdapters<>(HandlerAdapter.class, this);

    ServletGuardedAdapter(ServletHandlerGuard guard) {
        this.guard = guard;
    }

    // Before the service's PriorityOrdered adapters, which come before all that are merely Ordered.
    @Override
    public int getOrder() {
        return Ordered.HIGHEST_PRECEDENCE;
    }

    // Also for handlers without annotations: a rule may protect the path that a filter has changed the request to.
    @Override
    public boolean supports(Object handler) {
        return true;
    }

    @Override
    public @Nullable ModelAndView handle(HttpServletRequest request, HttpServletResponse response, Object handler)
            throws Exception {
        if (!guard.takePassed(request, handler) && !guard.preHandle(request, response, handler)) {
            return null;
        }
        ApplicationContext dispatcher = Objects.requireNonNull(RequestContextUtils.findWebApplicationContext(request));
        return adapters.next(dispatcher, handler, adapter -> adapter.supports(handler))
                .handle(request, response, handler);
    }
}
