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
 * Applies the handlers' CORS settings before authentication, so that preflight requests need no credential and pages
 * can read refusals. Spring Security does this by itself for servlets only.
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

    // Looking up the handler makes its mapping set the CORS headers. A missing handler is reported later, by
    // the dispatcher.
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
