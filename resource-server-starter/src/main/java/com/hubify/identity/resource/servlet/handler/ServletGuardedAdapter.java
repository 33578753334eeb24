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
 * Has the guard asked where no interceptor did. A handler mapping of the service's own need not take up interceptors as those
 * of Spring do; but whatever it leads to is called by an adapter, and this is the first in the row.
 */
public final class ServletGuardedAdapter implements HandlerAdapter, PriorityOrdered {

    private final ServletHandlerGuard guard;
    private final HandlerAdapters<HandlerAdapter> adapters = new HandlerAdapters<>(HandlerAdapter.class, this);

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
        if (!guard.takePassed(request, handler) && !guard.preHandle(request, response, handler)) {
            return null;
        }
        ApplicationContext dispatcher = Objects.requireNonNull(RequestContextUtils.findWebApplicationContext(request));
        return adapters.next(dispatcher, handler, adapter -> adapter.supports(handler))
                .handle(request, response, handler);
    }
}
