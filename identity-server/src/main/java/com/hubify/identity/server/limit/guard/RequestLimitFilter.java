package com.hubify.identity.server.limit.guard;

import jakarta.servlet.Filter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.security.web.util.matcher.RequestMatcher;

/** Counts requests once their sender is known as well as it will be, and before any endpoint. */
public final class RequestLimitFilter implements Filter {

    private final RequestLimits limits;
    private final RequestMatcher counted;

    /** @param counted requests whose sender is known here */
    public RequestLimitFilter(RequestLimits limits, RequestMatcher counted) {
        this.limits = limits;
        this.counted = counted;
    }

    @Override
    public void doFilter(ServletRequest request, ServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        HttpServletRequest asked = (HttpServletRequest) request;
        boolean unproven = counted.matches(asked) && limits.count(asked, (HttpServletResponse) response);
        chain.doFilter(request, response);
        if (unproven) {
            limits.countRefusal(asked);
        }
    }
}
