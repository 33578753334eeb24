package com.hubify.identity.resource.test;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.core.Ordered;
import org.springframework.security.core.context.SecurityContextImpl;
import org.springframework.security.web.context.RequestAttributeSecurityContextRepository;
import org.springframework.web.filter.OncePerRequestFilter;

/** Hands the caller of the running test to the security of a servlet service that listens on a real port. */
final class CallerFilter extends OncePerRequestFilter implements Ordered {

    @Override
    public int getOrder() {
        return Ordered.HIGHEST_PRECEDENCE;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        CallerInForce.get()
                .ifPresent(caller -> request.setAttribute(
                        RequestAttributeSecurityContextRepository.DEFAULT_REQUEST_ATTR_NAME,
                        new SecurityContextImpl(caller)));
        chain.doFilter(request, response);
    }
}
