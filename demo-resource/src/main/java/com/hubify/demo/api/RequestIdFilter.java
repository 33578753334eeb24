package com.hubify.demo.api;

import com.hubify.identity.envelope.RequestIds;
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

/** Gives every request an id, answered as {@code X-Request-Id}. First of all filters, so that refusals have one too. */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE)
class RequestIdFilter extends OncePerRequestFilter {

    private final RequestIds ids;

    RequestIdFilter(RandomGenerator random) {
        this.ids = new RequestIds(random);
    }

    /** The id of the request that is answered. One that Tomcat refused came past the filter, and gets its id here. */
    String of(HttpServletResponse response) {
        String id = ids.keep(response.getHeader(RequestIds.HEADER));
        response.setHeader(RequestIds.HEADER, id);
        return id;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        of(response);
        chain.doFilter(request, response);
    }
}
