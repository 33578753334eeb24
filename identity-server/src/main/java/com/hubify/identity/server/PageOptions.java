package com.hubify.identity.server;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.http.HttpStatus;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Answers OPTIONS with the methods of a page and without any effect. Spring's OAuth 2 login filters match by path alone,
 * so OPTIONS would start or finish a sign-in.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc9110#section-9.3.7">RFC 9110, section 9.3.7</a>
 */
final class PageOptions extends OncePerRequestFilter {

    private static final String DEVICE = "/oauth2/device_verification";

    @Override
    protected boolean shouldNotFilter(HttpServletRequest request) {
        return !request.getMethod().equals(HttpMethod.OPTIONS.name())
                || !PageAccessDeniedHandler.isPage(request) && !isDevice(request);
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        response.setHeader(HttpHeaders.ALLOW, isDevice(request) ? "GET, POST" : PageAccessDeniedHandler.allow(request));
        response.setStatus(HttpStatus.NO_CONTENT.value());
    }

    /** The protocol's filter chain matches it for GET and POST only. */
    private static boolean isDevice(HttpServletRequest request) {
        return request.getServletPath().equals(DEVICE);
    }
}
