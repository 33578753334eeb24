package com.hubify.identity.limits;

import jakarta.servlet.ServletException;
import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.WriteListener;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpServletResponseWrapper;
import java.io.IOException;
import java.util.List;
import java.util.Map;
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
 * Lets those pages read a refusal that may read other answers of its path. Limits stand before the service's own CORS settings,
 * so these are asked here: filters, sources of configurations, and with Spring MVC what its mappings and handlers say.
 */
final class ServletCors {

    private static final Logger log = LoggerFactory.getLogger(ServletCors.class);

    /** Takes headers, and nothing that would send an answer. */
    private static final class HeadersAlone extends HttpServletResponseWrapper {

        HeadersAlone(HttpServletResponse response) {
            super(response);
        }

        @Override
        public void setStatus(int status) {
            // A refusal of the origin is no answer to this request.
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
            // What a refusal of the origin says is left out.
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

    private final SingletonSupplier<List<CorsFilter>> filters;

    ServletCors(ListableBeanFactory beans) {
        this.filters = SingletonSupplier.of(() -> filters(beans));
    }

    /** The headers with which a browser shows the refusal to a page; none of those that the service does not know. */
    Map<String, String> headers(HttpServletRequest request, HttpServletResponse response) {
        if (request.getHeader(HttpHeaders.ORIGIN) != null) {
            try {
                for (CorsFilter filter : filters.obtain()) {
                    filter.doFilter(request, new HeadersAlone(response), (same, none) -> {});
                }
            } catch (IOException | ServletException | RuntimeException e) {
                log.debug("No page may read the refusal, since its origin can't be judged", e);
            }
        }
        return response.getHeaderNames().stream()
                .filter(ErrorHeaders::isForPages)
                .distinct()
                .collect(Collectors.toMap(name -> name, name -> String.join(", ", response.getHeaders(name))));
    }

    private static List<CorsFilter> filters(ListableBeanFactory beans) {
        Stream<CorsFilter> registered = beans.getBeanProvider(FilterRegistrationBean.class).stream()
                .map(FilterRegistrationBean::getFilter)
                .filter(CorsFilter.class::isInstance)
                .map(CorsFilter.class::cast);
        Stream<CorsFilter> ofSources =
                beans.getBeanProvider(CorsConfigurationSource.class).stream().map(CorsFilter::new);
        return Stream.of(registered, beans.getBeanProvider(CorsFilter.class).stream(), ofSources)
                .flatMap(it -> it)
                .toList();
    }
}
