package com.hubify.identity.server.limit.guard;

import jakarta.servlet.Filter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import org.springframework.security.web.util.matcher.RequestMatcher;

/** Refuses those who have guessed too often, before a secret is checked. */
public final class GuessFilter implements Filter {

    private final RequestLimits limits;
    private final RequestMatcher clients;

    /** @param clients requests that a client authenticates */
    public GuessFilter(RequestLimits limits, RequestMatcher clients) {
        this.limits = limits;
        this.clients = clients;
    }

    @Override
    public void doFilter(ServletRequest request, ServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        HttpServletRequest asked = (HttpServletRequest) request;
        if (clients.matches(asked)) {
            limits.requireNoGuesser(asked);
        }
        chain.doFilter(request, response);
    }
}
