package com.hubify.demo.page;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpHeaders;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Fences the page in. It holds an access token, so a script from elsewhere must not run and nothing may be sent anywhere but
 * here and to the issuer. On every answer, because a policy on pages alone is forgotten on the next page.
 */
@Component
@EnableConfigurationProperties(PageProperties.class)
@Order(Ordered.HIGHEST_PRECEDENCE + 1)
class PageHeaders extends OncePerRequestFilter {

    private final String policy;

    PageHeaders(PageProperties properties) {
        this.policy = String.join(
                "; ",
                "default-src 'none'",
                "script-src 'self'",
                "style-src 'self'",
                "img-src 'self'",
                "connect-src 'self' " + properties.issuerOrigin(),
                "base-uri 'none'",
                "form-action 'none'",
                "frame-ancestors 'none'");
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        response.setHeader("Content-Security-Policy", policy);
        // The page's address holds the authorization code for a moment.
        response.setHeader("Referrer-Policy", "no-referrer");
        response.setHeader("X-Content-Type-Options", "nosniff");
        response.setHeader("Cross-Origin-Opener-Policy", "same-origin");
        response.setHeader(HttpHeaders.CONTENT_LANGUAGE, "en");

        chain.doFilter(request, response);
    }
}
