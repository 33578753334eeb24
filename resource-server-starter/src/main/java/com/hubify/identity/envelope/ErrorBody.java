package com.hubify.identity.envelope;

import com.nimbusds.jose.util.JSONObjectUtils;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.InvalidMediaTypeException;
import org.springframework.http.MediaType;

/**
 * The body of an error: Hubify's envelope, or problem details (RFC 9457) for a client whose {@code Accept} header names
 * {@code application/problem+json} with a quality no lower than that of plain JSON. The request id is in {@code meta}
 * or, in problem details, in {@code request_id}.
 *
 * @param type the media type
 * @param bytes JSON in UTF-8
 * @see <a href="https://www.rfc-editor.org/rfc/rfc9457#section-3">RFC 9457, section 3</a>
 */
public record ErrorBody(String type, byte[] bytes) {

    /**
     * Writes an error.
     *
     * @param code stable error code in snake_case, for programs
     * @param message plain sentence for people; contains nothing the client sent and no secret
     * @param requestId of {@link RequestIds}
     * @param accept value of the request's {@code Accept} header, which may be malformed; null if it has none
     */
    public static ErrorBody of(int status, String code, String message, String requestId, @Nullable String accept) {
        return of(status, code, message, requestId, accept, Map.of());
    }

    /**
     * Writes an error with members beside those of every error.
     *
     * @param more members that JSON can express
     */
    public static ErrorBody of(
            int status,
            String code,
            String message,
            String requestId,
            @Nullable String accept,
            Map<String, Object> more) {
        boolean asProblem = wantsProblem(accept);
        Map<String, Object> body =
                asProblem ? problem(status, code, message, requestId) : envelope(status, code, message, requestId);
        body.putAll(more);
        return new ErrorBody(
                asProblem ? MediaType.APPLICATION_PROBLEM_JSON_VALUE : MediaType.APPLICATION_JSON_VALUE, json(body));
    }

    /** Writes an error with the code and message that {@link HttpError} has for the status. */
    public static ErrorBody of(int status, String requestId, @Nullable String accept) {
        HttpError error = HttpError.of(status);
        return of(status, error.code(), error.message(), requestId, accept);
    }

    private static Map<String, Object> envelope(int status, String code, String message, String requestId) {
        Map<String, Object> error = new LinkedHashMap<>();
        error.put("code", code);
        error.put("message", message);
        error.put("status", status);
        Map<String, Object> envelope = new LinkedHashMap<>();
        envelope.put("error", error);
        envelope.put("meta", Map.of("request_id", requestId));
        return envelope;
    }

    private static Map<String, Object> problem(int status, String code, String message, String requestId) {
        HttpStatus known = HttpStatus.resolve(status);
        Map<String, Object> problem = new LinkedHashMap<>();
        problem.put("type", "about:blank");
        problem.put("title", known == null ? code : known.getReasonPhrase());
        problem.put("status", status);
        problem.put("detail", message);
        problem.put("code", code);
        problem.put("request_id", requestId);
        return problem;
    }

    private static byte[] json(Map<String, Object> body) {
        return JSONObjectUtils.toJSONString(body).getBytes(StandardCharsets.UTF_8);
    }

    /** Problem details must be named: a wildcard such as {@code *}{@code /*} gets plain JSON. */
    private static boolean wantsProblem(@Nullable String accept) {
        List<MediaType> accepted = accepted(accept);
        double problem = quality(accepted, MediaType.APPLICATION_PROBLEM_JSON);
        return problem > 0 && problem >= quality(accepted, MediaType.APPLICATION_JSON);
    }

    private static List<MediaType> accepted(@Nullable String accept) {
        try {
            return MediaType.parseMediaTypes(accept);
        } catch (InvalidMediaTypeException e) {
            return List.of();
        }
    }

    private static double quality(List<MediaType> accepted, MediaType type) {
        return accepted.stream()
                .filter(type::equalsTypeAndSubtype)
                .mapToDouble(MediaType::getQualityValue)
                .max()
                .orElse(0);
    }
}
