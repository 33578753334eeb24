package com.hubify.identity.resource.reactive;

import org.springframework.core.Ordered;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebFilter;
import org.springframework.web.server.WebFilterChain;
import reactor.core.publisher.Mono;

/** Runs before the filter chains and records the method and path that they decide about. */
final class WebFluxFirstFilter implements WebFilter, Ordered {

    /** Directly before Spring Security's filter, whose order is fixed. */
    private static final int BEFORE_SECURITY = -101;

    @Override
    public int getOrder() {
        return BEFORE_SECURITY;
    }

    @Override
    public Mono<Void> filter(ServerWebExchange exchange, WebFilterChain chain) {
        WebFluxSeenPath.enter(exchange);
        return chain.filter(exchange);
    }
}
