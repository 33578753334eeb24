package com.hubify.identity.server.signing;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Duration;
import java.util.Objects;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.web.filter.ShallowEtagHeaderFilter;

/**
 * Lets whoever fetches the published keys keep them for a while and then ask whether they still hold, by their ETag. The while
 * is much shorter than a key is announced, so nobody who goes by it meets a token with a key he doesn't have.
 */
final class PublishedKeysCaching extends ShallowEtagHeaderFilter {

    static final Duration MAX_AGE = Duration.ofMinutes(5);

    private static final String HEADER = Objects.requireNonNull(
            CacheControl.maxAge(MAX_AGE).cachePublic().mustRevalidate().getHeaderValue());

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        if (HttpMethod.GET.matches(request.getMethod()) || HttpMethod.HEAD.matches(request.getMethod())) {
            // Set beforehand, or Spring Security forbids to keep it at all.
            response.setHeader(HttpHeaders.CACHE_CONTROL, HEADER);
        }
        super.doFilterInternal(
                request, response, (asked, answer) -> answer(asked, (HttpServletResponse) answer, chain));
    }

    // An outage that a cache in between keeps would last as long for everybody who asks there.
    private static void answer(ServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        boolean isAnswered = false;
        try {
            chain.doFilter(request, response);
            isAnswered = response.getStatus() == HttpServletResponse.SC_OK;
        } finally {
            if (!isAnswered) {
                response.setHeader(
                        HttpHeaders.CACHE_CONTROL, CacheControl.noStore().getHeaderValue());
            }
        }
    }
}
