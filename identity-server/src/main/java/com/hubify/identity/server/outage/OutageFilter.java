package com.hubify.identity.server.outage;

import com.hubify.identity.envelope.RequestIds;
import com.hubify.identity.limits.ErrorHeaders;
import com.hubify.identity.server.api.ApiError;
import com.hubify.identity.server.api.ApiErrorWriter;
import com.hubify.identity.server.api.ApiPath;
import com.hubify.identity.server.error.ProtocolErrors;
import com.hubify.identity.server.error.TooManyRequests;
import com.hubify.identity.server.page.ErrorReferences;
import com.hubify.identity.server.page.PagePolicy;
import com.hubify.identity.server.visitor.NoVisitorSpace;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.security.oauth2.core.OAuth2Error;
import org.springframework.security.oauth2.core.OAuth2ErrorCodes;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Answers 503 if a request failed because of an {@link Outage}, and 429 if its sender has to wait. It is
 * outside of all other filters, also of the session's, and its response depends on nothing that could be unavailable as well.
 */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE + 10)
class OutageFilter extends OncePerRequestFilter {

    private static final Logger log = LoggerFactory.getLogger(OutageFilter.class);

    private static final Duration SOON = Duration.ofSeconds(2);
    private static final long BETWEEN_NOTES = Duration.ofSeconds(1).toMillis();

    private static final String SENTENCE = "The server is temporarily unavailable. Try again shortly.";
    private static final String OAUTH = """
            {"error":"temporarily_unavailable","error_description":"%s"}""".formatted(SENTENCE);

    private final Clock clock;
    private final ApiErrorWriter errors;
    private final ErrorReferences references;
    private final AtomicLong notedAt = new AtomicLong();
    private final AtomicLong unnoted = new AtomicLong();

    OutageFilter(Clock clock, ApiErrorWriter errors, ErrorReferences references) {
        this.clock = clock;
        this.errors = errors;
        this.references = references;
    }

    /** Otherwise an outage during the page of another error would show Tomcat's own page. */
    @Override
    protected boolean shouldNotFilterErrorDispatch() {
        return false;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        try {
            chain.doFilter(request, response);
        } catch (ServletException | RuntimeException e) {
            Optional<RuntimeException> away = Outage.behind(e);
            if (away.isEmpty() || response.isCommitted()) {
                throw e;
            }
            if (away.get() instanceof TooManyRequests many) {
                refuse(many, request, response);
            } else {
                answer(away.get(), note(away.get()), request, response);
            }
        }
    }

    // One line a second, or thousands of the same would hide all others. It has no path, which is untrusted and may
    // contain a secret. A request without a line has no reference either.
    private Optional<String> note(Throwable away) {
        long now = clock.millis();
        long before = notedAt.get();
        if (Math.abs(now - before) >= BETWEEN_NOTES && notedAt.compareAndSet(before, now)) {
            String reference = references.next();
            log.warn(
                    "Reference {}: answered 503 (and {} more requests since the last such line): {}",
                    reference,
                    unnoted.getAndSet(0),
                    away.toString());
            return Optional.of(reference);
        }
        unnoted.incrementAndGet();
        return Optional.empty();
    }

    private void answer(
            Throwable away, Optional<String> reference, HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        Duration wait = away instanceof NoVisitorSpace full ? full.retryAfter() : SOON;
        begin(HttpStatus.SERVICE_UNAVAILABLE, Long.toString(wait.toSeconds()), response);
        if (ApiPath.matches(request)) {
            errors.write(request, response, ApiError.of(503, "service_unavailable", SENTENCE));
            return;
        }
        boolean page = wantsPage(request);
        response.setContentType(page ? "text/html;charset=UTF-8" : MediaType.APPLICATION_JSON_VALUE);
        response.getOutputStream().write((page ? OutagePage.with(reference) : OAUTH).getBytes(StandardCharsets.UTF_8));
    }

    // Not logged: strangers can cause as many as they like, and would hide the lines of outages. RFC 6749 has no code
    // of
    // its own for it.
    private void refuse(TooManyRequests many, HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        begin(HttpStatus.TOO_MANY_REQUESTS, many.retryAfterSeconds(), response);
        if (ApiPath.matches(request)) {
            errors.write(request, response, ApiError.of(429, "rate_limited", many.sentence()));
            return;
        }
        if (wantsPage(request)) {
            response.setContentType("text/html;charset=UTF-8");
            response.getOutputStream()
                    .write(OutagePage.forTooMany(many.retryAfterSeconds()).getBytes(StandardCharsets.UTF_8));
            return;
        }
        ProtocolErrors.write(
                new OAuth2Error(OAuth2ErrorCodes.TEMPORARILY_UNAVAILABLE, many.sentence(), null),
                HttpStatus.TOO_MANY_REQUESTS,
                response);
    }

    private static boolean wantsPage(HttpServletRequest request) {
        String accept = request.getHeader(HttpHeaders.ACCEPT);
        return accept != null && accept.contains(MediaType.TEXT_HTML_VALUE);
    }

    private static void begin(HttpStatus status, String retryAfter, HttpServletResponse response) {
        Map<String, String> kept = keptOf(response);
        response.reset();
        kept.forEach(response::setHeader);
        response.setStatus(status.value());
        response.setHeader(HttpHeaders.RETRY_AFTER, retryAfter);
        PagePolicy.protect(response, PagePolicy.FORMS_STAY);
    }

    // CORS headers are kept, or an outage would look like a network error to a page of another origin. The request id
    // and what is said of limits are kept, too.
    private static Map<String, String> keptOf(HttpServletResponse response) {
        return response.getHeaderNames().stream()
                .filter(name -> name.equalsIgnoreCase(RequestIds.HEADER)
                        || name.startsWith("X-RateLimit-")
                        || name.startsWith("RateLimit")
                        || ErrorHeaders.isForPages(name))
                .distinct()
                .collect(Collectors.toMap(name -> name, name -> String.join(", ", response.getHeaders(name))));
    }
}
