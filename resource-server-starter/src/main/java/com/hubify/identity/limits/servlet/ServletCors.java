package com.hubify.identity.limits.servlet;

import com.hubify.identity.limits.ErrorHeaders;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.WriteListener;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpServletResponseWrapper;
import java.io.IOException;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.ListableBeanFactory;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.http.HttpHeaders;
import org.springframework.util.function.SingletonSupplier;
import org.springframework.web.cors.CorsConfigurationSource;
import org.springframework.web.filter.CorsFilter;

/**
 * Finds the CORS headers for a refusal, so that a page that may read other answers of the path may read this one. The
 * limits apply before the service's CORS processing, so its settings are looked up here: CORS filters, CORS
 * configuration sources and, with Spring MVC, handler mappings and handlers.
 */
final class ServletCors {

    private static final Logger log = LoggerFactory.getLogger(ServletCors.class);

    /** Lets CORS processing set headers, but not send an answer. */
    private static final class HeadersAlone extends HttpServletResponseWrapper {

        HeadersAlone(HttpServletResponse response) {
            super(response);
        }

        @Override
        public void setStatus(int status) {
            // CORS processing may refuse the origin; this request is answered with another error.
        }

        @Override
        public void flushBuffer() {
            // Nothing is sent yet.
        }

        @Override
        public ServletOutputStream getOutputStream() {
            return new Nowhere();
        }
    }

    private static final class Nowhere extends ServletOutputStream {

        @Override
        public void write(int b) {
            // The body of CORS processing's own refusal is discarded.
        }

        @Override
        public boolean isReady() {
            return true;
        }

        @Override
        public void setWriteListener(WriteListener listener) {
            throw new UnsupportedOperationException();
        }
    }

    /** @param patterns URL patterns the filter is mapped to (Jakarta Servlet, section 12.2) */
    private record Placed(CorsFilter filter, Collection<String> patterns) {

        static final Set<String> EVERYWHERE = Set.of("/*");

        static Placed everywhere(CorsFilter filter) {
            return new Placed(filter, EVERYWHERE);
        }

        boolean isFor(String path) {
            return patterns.stream().anyMatch(pattern -> matches(pattern, path));
        }

        /** Matches a URL pattern (Jakarta Servlet, section 12.2). */
        private static boolean matches(String pattern, String path) {
            if (pattern.endsWith("/*")) {
                String folder = pattern.substring(0, pattern.length() - 2);
                return path.equals(folder) || path.startsWith(folder + "/");
            }
            return pattern.startsWith("*.") ? path.endsWith(pattern.substring(1)) : path.equals(pattern);
        }
    }

    private final SingletonSupplier<List<Placed>> filters;

    ServletCors(ListableBeanFactory beans) {
        this.filters = SingletonSupplier.of(() -> filters(beans));
    }

    /** The CORS headers to add to the refusal; empty if the service does not allow the request's origin. */
    Map<String, String> headers(HttpServletRequest request, HttpServletResponse response) {
        if (request.getHeader(HttpHeaders.ORIGIN) != null) {
            try {
                String path = path(request);
                for (Placed placed : filters.obtain()) {
                    if (placed.isFor(path)) {
                        placed.filter().doFilter(request, new HeadersAlone(response), (same, none) -> {});
                    }
                }
            } catch (IOException | ServletException | RuntimeException e) {
                log.debug("Refusal is sent without CORS headers: the service's CORS settings could not be applied", e);
            }
        }
        return response.getHeaderNames().stream()
                .filter(ErrorHeaders::isForPages)
                .distinct()
                .collect(Collectors.toMap(name -> name, name -> String.join(", ", response.getHeaders(name))));
    }

    private static String path(HttpServletRequest request) {
        return request.getServletPath() + Objects.requireNonNullElse(request.getPathInfo(), "");
    }

    /**
     * A filter with a registration bean applies to the paths of its registration, which may be disabled; any other
     * filter bean applies to all paths.
     */
    private static List<Placed> filters(ListableBeanFactory beans) {
        List<Placed> registered = beans.getBeanProvider(FilterRegistrationBean.class).stream()
                .flatMap(ServletCors::placed)
                .toList();
        Stream<CorsFilter> others = beans.getBeanProvider(CorsFilter.class).stream()
                .filter(filter -> registered.stream().noneMatch(placed -> placed.filter() == filter));
        Stream<CorsFilter> ofSources =
                beans.getBeanProvider(CorsConfigurationSource.class).stream().map(CorsFilter::new);
        return Stream.concat(
                        registered.stream(), Stream.concat(others, ofSources).map(Placed::everywhere))
                .toList();
    }

    private static Stream<Placed> placed(FilterRegistrationBean<?> registration) {
        if (!(registration.getFilter() instanceof CorsFilter filter)) {
            return Stream.empty();
        }
        if (!registration.isEnabled()) {
            return Stream.of(new Placed(filter, Set.of()));
        }
        Collection<String> patterns = registration.getUrlPatterns();
        return Stream.of(patterns.isEmpty() ? Placed.everywhere(filter) : new Placed(filter, patterns));
    }
}
