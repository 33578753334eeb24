package com.hubify.identity.server.api;

import com.hubify.identity.envelope.RequestIds;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.slf4j.MDC;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Gives every request of the JSON API and of the protocol's endpoints its id: in the response header, from which other code reads it, and in the logging
 * context.
 */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE + 10)
class RequestIdFilter extends OncePerRequestFilter {

    private final RequestIds ids;

    RequestIdFilter(RequestIds ids) {
        this.ids = ids;
    }

    @Override
    protected boolean shouldNotFilter(HttpServletRequest request) {
        String path = request.getServletPath();
        return !ApiPath.matches(request)
                && !path.startsWith("/oauth2/")
                && !path.startsWith("/connect/")
                && !path.equals("/userinfo");
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        String id = ids.keep(null);
        response.setHeader(RequestIds.HEADER, id);
        try (var ignored = MDC.putCloseable("request_id", id)) {
            chain.doFilter(request, response);
        }
    }
}
