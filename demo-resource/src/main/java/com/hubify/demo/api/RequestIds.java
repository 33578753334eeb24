package com.hubify.demo.api;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.random.RandomGenerator;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.server.ServerHttpRequest;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Gives every request an id, answered as {@code X-Request-Id} and in the envelope. The id is always ours: one sent by the
 * caller would end up in logs and answers unchecked. First of all filters, so that refusals have one too.
 */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE)
class RequestIds extends OncePerRequestFilter {

    static final String HEADER = "X-Request-Id";

    private static final String ATTRIBUTE = RequestIds.class.getName();

    private final RandomGenerator random;

    RequestIds(RandomGenerator random) {
        this.random = random;
    }

    static String of(ServerHttpRequest request) {
        return (String) request.getAttributes().getOrDefault(ATTRIBUTE, "req_unknown");
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        String id = "req_%016x".formatted(random.nextLong());
        request.setAttribute(ATTRIBUTE, id);
        response.setHeader(HEADER, id);

        chain.doFilter(request, response);
    }
}
