package com.hubify.identity.resource.web;

import com.hubify.identity.envelope.ErrorBody;
import com.hubify.identity.envelope.RequestIds;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;

/**
 * The HTTP answer to a refused request, the same for both stacks: the challenge (RFC 6750) with the URL of the resource
 * metadata (RFC 9728), and Hubify's error in the body.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc6750#section-3">RFC 6750, section 3</a>
 * @see <a href="https://www.rfc-editor.org/rfc/rfc9728#section-5.1">RFC 9728, section 5.1</a>
 */
public record RefusalAnswer(HttpStatus status, Map<String, String> headers, byte[] body) {

    /**
     * Headers that a page needs to react to a refusal, and to keep to a limit, for {@code Access-Control-Expose-Headers}.
     * Added only if the service allows the page's origin.
     */
    public static final String EXPOSED = String.join(
            ", ",
            HttpHeaders.WWW_AUTHENTICATE,
            HttpHeaders.RETRY_AFTER,
            RequestIds.HEADER,
            "X-RateLimit-Limit",
            "X-RateLimit-Remaining",
            "X-RateLimit-Reset",
            "RateLimit",
            "RateLimit-Policy");

    /**
     * @param request request id
     * @param accept value of the request's {@code Accept} header
     * @param metadata URL of the service's resource metadata
     */
    public static RefusalAnswer to(String request, @Nullable String accept, Refusal refusal, String metadata) {
        ErrorBody body = ErrorBody.of(
                refusal.status().value(), refusal.code(), refusal.message(), request, accept, refusal.more());
        Map<String, String> headers = new LinkedHashMap<>();
        headers.put(RequestIds.HEADER, request);
        if (refusal.challenge() != null) {
            headers.put(HttpHeaders.WWW_AUTHENTICATE, challenge(refusal.challenge(), metadata));
        }
        if (refusal.retryAfter() != null) {
            headers.put(HttpHeaders.RETRY_AFTER, String.valueOf(seconds(refusal.retryAfter())));
        }
        headers.put(HttpHeaders.CONTENT_TYPE, body.type());
        headers.put(HttpHeaders.CONTENT_LENGTH, String.valueOf(body.bytes().length));
        return new RefusalAnswer(refusal.status(), headers, body.bytes());
    }

    private static String challenge(Map<String, String> parameters, String metadata) {
        Map<String, String> all = new LinkedHashMap<>(parameters);
        all.put("resource_metadata", metadata);
        return all.entrySet().stream()
                .map(parameter -> parameter.getKey() + "=\"" + parameter.getValue() + "\"")
                .collect(Collectors.joining(", ", "Bearer ", ""));
    }

    // Rounded up: with zero, clients would retry immediately.
    private static long seconds(Duration wait) {
        return Math.max(1, wait.plusNanos(999_999_999).toSeconds());
    }
}
