package com.hubify.identity.resource.servlet;

import jakarta.servlet.Filter;
import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import org.springframework.core.PriorityOrdered;
import org.springframework.security.web.SecurityFilterChain;

/**
 * A filter chain of the starter. It is ordered before all filter chains of the service and matches what none of these
 * does: Spring Security allows no chain after one that matches every request, as the service's own may.
 */
record ServletStarterChain(SecurityFilterChain chain, int getOrder) implements SecurityFilterChain, PriorityOrdered {

    @Override
    public boolean matches(HttpServletRequest request) {
        return chain.matches(request);
    }

    @Override
    public List<Filter> getFilters() {
        return chain.getFilters();
    }
}
