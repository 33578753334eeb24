package com.hubify.identity.server.page;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpServletResponseWrapper;
import java.io.IOException;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpHeaders;
import org.springframework.security.web.util.UrlUtils;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Makes redirects to the request's own host relative. Attack: the {@code Host} header is untrusted, and Spring's filters
 * build absolute URLs with it, which may contain a state. The filter is outside of everything that redirects.
 */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE + 5)
class RelativeRedirects extends OncePerRequestFilter {

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        chain.doFilter(request, new RelativeLocation(request, response));
    }

    private static final class RelativeLocation extends HttpServletResponseWrapper {

        private static final String SLASHES_AND_BLANKS = "/\\\t\r\n";

        private final HttpServletRequest request;

        RelativeLocation(HttpServletRequest request, HttpServletResponse response) {
            super(response);
            this.request = request;
        }

        @Override
        public void sendRedirect(String location) throws IOException {
            super.sendRedirect(relative(location));
        }

        @Override
        public void sendRedirect(String location, int status, boolean clearBuffer) throws IOException {
            super.sendRedirect(relative(location), status, clearBuffer);
        }

        @Override
        public void setHeader(String name, String value) {
            super.setHeader(name, HttpHeaders.LOCATION.equalsIgnoreCase(name) ? relative(value) : value);
        }

        @Override
        public void addHeader(String name, String value) {
            super.addHeader(name, HttpHeaders.LOCATION.equalsIgnoreCase(name) ? relative(value) : value);
        }

        private String relative(String location) {
            String host = UrlUtils.buildFullRequestUrl(
                    request.getScheme(), request.getServerName(), request.getServerPort(), "", null);
            boolean isOfThisHost = location.regionMatches(true, 0, host, 0, host.length());
            String path = isOfThisHost ? location.substring(host.length()) : location;
            return namesNoHost(path) ? path : location;
        }

        /**
         * Attack: a relative path that names another host. Browsers take two slashes for the beginning of a host, a
         * backslash for a slash, and drop tabs and line breaks (URL Standard, section 4.4).
         */
        private static boolean namesNoHost(String path) {
            return path.startsWith("/") && (path.length() == 1 || SLASHES_AND_BLANKS.indexOf(path.charAt(1)) < 0);
        }
    }
}
