package com.hubify.identity.resource.reactive;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.http.HttpStatus;
import org.springframework.web.cors.reactive.CorsUtils;
import org.springframework.web.reactive.DispatcherHandler;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebFilter;
import org.springframework.web.server.WebFilterChain;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Answers browsers' questions about other origins as the service's handlers say, before anybody is asked for a credential,
 * and lets them read refusals too. Spring Security does so by itself for servlets only.
 */
final class WebFluxCors implements WebFilter {

    private final ObjectProvider<DispatcherHandler> dispatchers;

    WebFluxCors(ObjectProvider<DispatcherHandler> dispatchers) {
        this.dispatchers = dispatchers;
    }

    @Override
    public Mono<Void> filter(ServerWebExchange exchange, WebFilterChain chain) {
        DispatcherHandler dispatcher =
                CorsUtils.isCorsRequest(exchange.getRequest()) ? dispatchers.getIfUnique() : null;
        if (dispatcher == null) {
            return chain.filter(exchange);
        }
        if (CorsUtils.isPreFlightRequest(exchange.getRequest())) {
            return dispatcher.handlePreFlight(exchange);
        }
        return allow(exchange, dispatcher)
                .then(Mono.defer(
                        () -> isRejected(exchange) ? exchange.getResponse().setComplete() : chain.filter(exchange)));
    }

    // Looking the handler up sets the headers its mapping wants. That there is none is for the dispatcher
    // to say, later.
    private static Mono<Void> allow(ServerWebExchange exchange, DispatcherHandler dispatcher) {
        return Mono.justOrEmpty(dispatcher.getHandlerMappings())
                .flatMapMany(Flux::fromIterable)
                .concatMap(mapping -> mapping.getHandler(exchange))
                .next()
                .onErrorComplete()
                .then();
    }

    private static boolean isRejected(ServerWebExchange exchange) {
        return HttpStatus.FORBIDDEN.equals(exchange.getResponse().getStatusCode());
    }
}
