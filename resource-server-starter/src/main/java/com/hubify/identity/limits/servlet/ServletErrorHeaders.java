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
 * Gives an error the {@link ErrorHeaders} it doesn't have: what Tomcat or Spring's firewall refuses never comes as far as
 * security. Runs where errors are answered.
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
