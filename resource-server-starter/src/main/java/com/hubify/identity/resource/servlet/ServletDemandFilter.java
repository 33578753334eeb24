package com.hubify.identity.resource.servlet;

import com.hubify.identity.resource.demand.HandlerDemand;
import com.hubify.identity.resource.demand.ThreadCaller;
import com.hubify.identity.resource.web.DemandJudge;
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

/** Allows a request to a functional route if its caller meets a demand. */
final class ServletDemandFilter implements HandlerFilterFunction<ServerResponse, ServerResponse> {

    private final HandlerDemand demand;

    private ServletDemandFilter(HandlerDemand demand) {
        this.demand = demand;
    }

    // By its interface: a caller that returned the class itself would not even load where there is no Spring MVC.
    static HandlerFilterFunction<ServerResponse, ServerResponse> of(HandlerDemand demand) {
        return new ServletDemandFilter(demand);
    }

    // The refusal is written here and not thrown: the route's own onError could answer otherwise.
    @Override
    public ServerResponse filter(ServerRequest request, HandlerFunction<ServerResponse> next) throws Exception {
        ApplicationContext service = RequestContextUtils.findWebApplicationContext(request.servletRequest());
        Optional<Refusal> refusal = new DemandJudge(service).refusal(demand, caller(service));
        return refusal.isEmpty() ? next.handle(request) : answer(refusal.get(), service);
    }

    private static @Nullable Authentication caller(@Nullable ApplicationContext service) {
        return service == null
                ? SecurityContextHolder.getContext().getAuthentication()
                : new ThreadCaller(service).get();
    }

    // A test of the routes alone has no beans of the starter, so only the status can be set.
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
