package com.hubify.identity.resource.reactive;

import org.springframework.http.server.RequestPath;
import org.springframework.web.server.ServerWebExchange;

/** The reactive counterpart of {@code ServletSeenPath}: the method and path that the filter chains decided about. */
final class WebFluxSeenPath {

    /** @param isByRules whether the starter's rules were applied, and not only a filter chain of the service */
    private record Seen(String method, String context, String path, boolean isByRules) {

        static Seen of(ServerWebExchange exchange, boolean isByRules) {
            RequestPath path = exchange.getRequest().getPath();
            return new Seen(
                    exchange.getRequest().getMethod().name(), path.contextPath().value(), path.value(), isByRules);
        }
    }

    private static final String SEEN = WebFluxSeenPath.class.getName();

    private WebFluxSeenPath() {}

    /** Records a request before the filter chains. */
    static void enter(ServerWebExchange exchange) {
        exchange.getAttributes().put(SEEN, Seen.of(exchange, false));
    }

    /** Records that the starter's rules decide about the request as it is now. */
    static void note(ServerWebExchange exchange) {
        exchange.getAttributes().put(SEEN, Seen.of(exchange, true));
    }

    static boolean isNoted(ServerWebExchange exchange) {
        return exchange.getAttribute(SEEN) != null;
    }

    static boolean isByRules(ServerWebExchange exchange) {
        return exchange.getAttribute(SEEN) instanceof Seen seen && seen.isByRules;
    }

    /** Whether the request still has the recorded method and path. */
    static boolean isSame(ServerWebExchange exchange) {
        return exchange.getAttribute(SEEN) instanceof Seen seen && seen.equals(Seen.of(exchange, seen.isByRules));
    }
}
