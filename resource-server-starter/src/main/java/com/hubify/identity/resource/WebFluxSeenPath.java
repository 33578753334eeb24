package com.hubify.identity.resource;

import org.springframework.web.server.ServerWebExchange;

/** What {@code ServletSeenPath} is, of a reactive request: the method and path that the filter chains have decided about. */
final class WebFluxSeenPath {

    private static final String SEEN = WebFluxSeenPath.class.getName();

    private WebFluxSeenPath() {}

    static void note(ServerWebExchange exchange) {
        exchange.getAttributes().put(SEEN, of(exchange));
    }

    static boolean isNoted(ServerWebExchange exchange) {
        return exchange.getAttribute(SEEN) != null;
    }

    /** Whether the request still has the method and path that were noted. */
    static boolean isSame(ServerWebExchange exchange) {
        return of(exchange).equals(exchange.getAttribute(SEEN));
    }

    private static String of(ServerWebExchange exchange) {
        return exchange.getRequest().getMethod() + " "
                + exchange.getRequest().getPath().value();
    }
}
