package com.hubify.demo.api;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.random.RandomGenerator;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
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

    private final RandomGenerator random;

    RequestIds(RandomGenerator random) {
        this.random = random;
    }

    /** The id of the request that is answered. One that Tomcat refused came past the filter, and gets its id here. */
    String of(HttpServletResponse response) {
        String known = response.getHeader(HEADER);
        if (known != null) {
            return known;
        }
        String id = "req_%016x".formatted(random.nextLong());
        response.setHeader(HEADER, id);
        return id;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        of(response);
        chain.doFilter(request, response);
    }
}
