package com.hubify.identity.resource.reactive;

import org.springframework.core.Ordered;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebFilter;
import org.springframework.web.server.WebFilterChain;
import reactor.core.publisher.Mono;

/** Stands in front of the filter chains and notes what they will decide about, whichever of them it is. */
final class WebFluxFirstFilter implements WebFilter, Ordered {

    /** Just before that of Spring Security, whose order can't be set. */
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
