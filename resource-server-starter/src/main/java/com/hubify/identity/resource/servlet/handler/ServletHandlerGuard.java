package com.hubify.identity.resource.servlet.handler;

import com.hubify.identity.resource.demand.HandlerDemand;
import com.hubify.identity.resource.handler.HandlerGuard;
import com.hubify.identity.resource.servlet.ServletAccess;
import com.hubify.identity.resource.servlet.ServletBearerErrors;
import com.hubify.identity.resource.servlet.ServletFreshCaller;
import com.hubify.identity.resource.servlet.ServletSeenPath;
import com.hubify.identity.resource.web.Refusal;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.springframework.web.servlet.HandlerInterceptor;
import org.springframework.web.servlet.resource.DefaultServletHttpRequestHandler;
import org.springframework.web.servlet.resource.ResourceHttpRequestHandler;

/** Authorizes requests at every handler of Spring MVC's handler mappings. */
final class ServletHandlerGuard implements HandlerInterceptor {

    /** Request attribute with the handler for which the request was allowed. */
    private static final String PASSED = ServletHandlerGuard.class.getName() + ".PASSED";

    private final HandlerGuard guard;
    private final ServletFreshCaller callers;
    private final ServletAccess access;
    private final ServletBearerErrors errors;

    ServletHandlerGuard(
            HandlerGuard guard, ServletFreshCaller callers, ServletAccess access, ServletBearerErrors errors) {
        this.guard = guard;
        this.callers = callers;
        this.access = access;
        this.errors = errors;
    }

    @Override
    public boolean preHandle(HttpServletRequest request, HttpServletResponse response, Object handler)
            throws IOException {
        Object called = ServletWebSockets.behind(handler);
        Optional<Refusal> refusal = access.refusal(request, isFile(handler), List.of());
        if (refusal.isEmpty() && guard.guards(called)) {
            HandlerDemand demand = guard.demand(called);
            refusal = callers.refusal(request, demand, caller -> guard.refusal(called, demand, caller));
        }
        if (refusal.isPresent()) {
            errors.write(request, response, refusal.get());
            return false;
        }
        if (handler instanceof DefaultServletHttpRequestHandler) {
            ServletSeenPath.noteFile(request);
        }
        request.setAttribute(PASSED, handler);
        return true;
    }

    /**
     * Whether the guard has allowed the request to this handler. True only once, since a forward may reach the same
     * handler again.
     */
    boolean takePassed(HttpServletRequest request, Object handler) {
        boolean hasPassed = request.getAttribute(PASSED) == handler;
        request.removeAttribute(PASSED);
        return hasPassed;
    }

    private static boolean isFile(Object handler) {
        return handler instanceof ResourceHttpRequestHandler || handler instanceof DefaultServletHttpRequestHandler;
    }
}
