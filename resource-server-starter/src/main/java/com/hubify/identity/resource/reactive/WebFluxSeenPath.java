package com.hubify.identity.resource.reactive;

import org.springframework.http.server.RequestPath;
import org.springframework.web.server.ServerWebExchange;

/** What {@code ServletSeenPath} is, of a reactive request: the method and path that the filter chains have decided about. */
final class WebFluxSeenPath {

    /** @param isByRules whether the starter's rules were asked, and not only a chain of the service's own */
    private record Seen(String method, String context, String path, boolean isByRules) {

        static Seen of(ServerWebExchange exchange, boolean isByRules) {
            RequestPath path = exchange.getRequest().getPath();
            return new Seen(
                    exchange.getRequest().getMethod().name(), path.contextPath().value(), path.value(), isByRules);
        }
    }

    private static final String SEEN = WebFluxSeenPath.class.getName();

    private WebFluxSeenPath() {}

    /** Notes a request that comes to the chains. */
    static void enter(ServerWebExchange exchange) {
        exchange.getAttributes().put(SEEN, Seen.of(exchange, false));
    }

    /** Notes that the starter's rules decide about a request as it is now. */
    static void note(ServerWebExchange exchange) {
        exchange.getAttributes().put(SEEN, Seen.of(exchange, true));
    }

    static boolean isNoted(ServerWebExchange exchange) {
        return exchange.getAttribute(SEEN) != null;
    }

    static boolean isByRules(ServerWebExchange exchange) {
        return exchange.getAttribute(SEEN) instanceof Seen seen && seen.isByRules;
    }

    /** Whether the request still has the method and path that were noted. */
    static boolean isSame(ServerWebExchange exchange) {
        return exchange.getAttribute(SEEN) instanceof Seen seen && seen.equals(Seen.of(exchange, seen.isByRules));
    }
}
