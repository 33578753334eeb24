package com.hubify.identity.resource.servlet;

import com.hubify.identity.resource.demand.HandlerDemand;
import com.hubify.identity.resource.demand.ThreadCaller;
import com.hubify.identity.resource.handler.HandlerGuard;
import com.hubify.identity.resource.web.Refusal;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationContext;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.web.servlet.function.HandlerFilterFunction;
import org.springframework.web.servlet.function.HandlerFunction;
import org.springframework.web.servlet.function.ServerRequest;
import org.springframework.web.servlet.function.ServerResponse;
import org.springframework.web.servlet.support.RequestContextUtils;

/** Lets a functional route's request through if its caller has some scopes. */
final class ServletScopeFilter implements HandlerFilterFunction<ServerResponse, ServerResponse> {

    private final HandlerDemand demand;

    ServletScopeFilter(String... scopes) {
        this.demand = HandlerDemand.of(scopes);
    }

    // Answered here and not thrown, as at other handlers: the route's own onError would make something else of it.
    @Override
    public ServerResponse filter(ServerRequest request, HandlerFunction<ServerResponse> next) throws Exception {
        ApplicationContext service = RequestContextUtils.findWebApplicationContext(request.servletRequest());
        Optional<Refusal> refusal = HandlerGuard.refusal(demand, caller(service));
        return refusal.isEmpty() ? next.handle(request) : answer(refusal.get(), service);
    }

    private static @Nullable Authentication caller(@Nullable ApplicationContext service) {
        return service == null
                ? SecurityContextHolder.getContext().getAuthentication()
                : new ThreadCaller(service).get();
    }

    // A test of the routes alone has no beans of the starter; there the status has to do.
    private static ServerResponse answer(Refusal refusal, @Nullable ApplicationContext service) {
        ServletBearerErrors errors = service == null
                ? null
                : service.getBeanProvider(ServletBearerErrors.class).getIfAvailable();
        return errors == null
                ? ServerResponse.status(refusal.status()).build()
                : ServerResponse.status(refusal.status()).build((request, response) -> {
                    errors.write(request, response, refusal);
                    return null;
                });
    }
}
