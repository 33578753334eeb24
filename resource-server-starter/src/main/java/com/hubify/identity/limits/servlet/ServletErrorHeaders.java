package com.hubify.identity.limits.servlet;

import com.hubify.identity.limits.ErrorHeaders;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.web.filter.GenericFilterBean;

/**
 * Adds the {@link ErrorHeaders} that an error lacks: requests refused by Tomcat or by Spring Security's firewall do not
 * pass through the filters that add them. Runs in error dispatches.
 */
final class ServletErrorHeaders extends GenericFilterBean {

    @Override
    public void doFilter(ServletRequest request, ServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        addTo((HttpServletResponse) response);
        chain.doFilter(request, response);
    }

    static void addTo(HttpServletResponse response) {
        ErrorHeaders.ALL.forEach((header, value) -> {
            if (!response.containsHeader(header)) {
                response.setHeader(header, value);
            }
        });
    }
}
