package com.hubify.identity.server.signing;

import com.nimbusds.jose.jwk.JWKSet;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.security.web.header.HeaderWriter;
import org.springframework.security.web.header.writers.CompositeHeaderWriter;
import org.springframework.security.web.header.writers.HstsHeaderWriter;
import org.springframework.security.web.header.writers.XContentTypeOptionsHeaderWriter;
import org.springframework.util.DigestUtils;
import org.springframework.web.context.request.ServletWebRequest;
import org.springframework.web.cors.CorsConfiguration;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Answers requests for the JWK set from bytes that are prepared when the keys change. Runs before Spring Security's
 * filters, since the set is public. Other methods, and requests while no keys are known, are passed on to those
 * filters.
 *
 * <p>Clients may cache the set for {@link #MAX_AGE} and then revalidate it with the ETag. A key is published for much
 * longer before it signs, so such clients have every key before its first token.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc7517#section-5">RFC 7517, section 5</a>
 */
public final class PublishedKeysFilter extends OncePerRequestFilter {

    public static final Duration MAX_AGE = Duration.ofMinutes(5);

    private static final String MAY_BE_KEPT = Objects.requireNonNull(
            CacheControl.maxAge(MAX_AGE).cachePublic().mustRevalidate().getHeaderValue());
    private static final String MAY_NOT_BE_KEPT =
            Objects.requireNonNull(CacheControl.noStore().getHeaderValue());

    private final SigningKeys keys;
    private final HeaderWriter security =
            new CompositeHeaderWriter(List.of(new XContentTypeOptionsHeaderWriter(), new HstsHeaderWriter()));
    private volatile @Nullable Document latest;

    PublishedKeysFilter(SigningKeys keys) {
        this.keys = keys;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        Document document = isRead(request) ? document() : null;
        if (document == null) {
            // A shared cache would prolong the outage for all its clients.
            response.setHeader(HttpHeaders.CACHE_CONTROL, MAY_NOT_BE_KEPT);
            chain.doFilter(request, response);
            return;
        }
        security.writeHeaders(request, response);
        answer(document, request, response);
    }

    private static void answer(Document document, HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        response.setHeader(HttpHeaders.CACHE_CONTROL, MAY_BE_KEPT);
        // Sent without an Origin header too: a shared cache may serve to pages what a program has fetched.
        response.setHeader(HttpHeaders.ACCESS_CONTROL_ALLOW_ORIGIN, CorsConfiguration.ALL);
        if (isAnyGood(request)) {
            response.setHeader(HttpHeaders.ETAG, document.tag());
            response.setStatus(HttpStatus.NOT_MODIFIED.value());
            return;
        }
        if (new ServletWebRequest(request, response).checkNotModified(document.tag())) {
            return;
        }
        response.setContentType(MediaType.APPLICATION_JSON_VALUE);
        response.setContentLength(document.body().length);
        if (HttpMethod.GET.matches(request.getMethod())) {
            response.getOutputStream().write(document.body());
        }
    }

    /** If-None-Match: * (RFC 9110, section 13.1.2). Spring supports the asterisk only for unsafe methods. */
    private static boolean isAnyGood(HttpServletRequest request) {
        String known = request.getHeader(HttpHeaders.IF_NONE_MATCH);
        return known != null && known.strip().equals("*");
    }

    private @Nullable Document document() {
        JWKSet set;
        try {
            set = keys.latest();
        } catch (SigningUnavailable e) {
            return null;
        }
        Document known = latest;
        // The set is the same object until it changes.
        if (known == null || known.set() != set) {
            known = Document.of(set);
            latest = known;
        }
        return known;
    }

    private static boolean isRead(HttpServletRequest request) {
        return HttpMethod.GET.matches(request.getMethod()) || HttpMethod.HEAD.matches(request.getMethod());
    }

    @SuppressWarnings("ArrayRecordComponent") // never compared
    private record Document(JWKSet set, byte[] body, String tag) {

        static Document of(JWKSet set) {
            byte[] body = set.toString().getBytes(StandardCharsets.UTF_8);
            return new Document(set, body, "\"" + DigestUtils.md5DigestAsHex(body) + "\"");
        }
    }
}
