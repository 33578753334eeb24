package com.hubify.identity.resource.reactive;

import com.hubify.identity.resource.demand.HandlerDemand;
import com.hubify.identity.resource.web.DemandJudge;
import com.hubify.identity.resource.web.Refusal;
import java.util.Optional;
import org.springframework.context.ApplicationContext;
import org.springframework.security.core.context.ReactiveSecurityContextHolder;
import org.springframework.security.core.context.SecurityContext;
import org.springframework.web.reactive.function.server.HandlerFilterFunction;
import org.springframework.web.reactive.function.server.HandlerFunction;
import org.springframework.web.reactive.function.server.ServerRequest;
import org.springframework.web.reactive.function.server.ServerResponse;
import reactor.core.publisher.Mono;

/** Allows a request to a functional route if its caller meets a demand. */
final class WebFluxDemandFilter implements HandlerFilterFunction<ServerResponse, ServerResponse> {

    private final HandlerDemand demand;

    WebFluxDemandFilter(HandlerDemand demand) {
        this.demand = demand;
    }

    // The refusal is written here and not thrown: the route's own onError could answer otherwise.
    @Override
    public Mono<ServerResponse> filter(ServerRequest request, HandlerFunction<ServerResponse> next) {
        return ReactiveSecurityContextHolder.getContext()
                .mapNotNull(SecurityContext::getAuthentication)
                .map(Optional::of)
                .defaultIfEmpty(Optional.empty())
                .map(known ->
                        new DemandJudge(request.exchange().getApplicationContext()).refusal(demand, known.orElse(null)))
                .flatMap(refusal -> refusal.map(why -> answer(why, request)).orElseGet(() -> next.handle(request)));
    }

    // A test of the routes alone has no beans of the starter, so only the status can be set.
    private static Mono<ServerResponse> answer(Refusal refusal, ServerRequest asked) {
        ApplicationContext service = asked.exchange().getApplicationContext();
        WebFluxBearerErrors errors = service == null
                ? null
                : service.getBeanProvider(WebFluxBearerErrors.class).getIfAvailable();
        return errors == null
                ? ServerResponse.status(refusal.status()).build()
                : ServerResponse.status(refusal.status()).build((exchange, context) -> errors.write(exchange, refusal));
    }
}
