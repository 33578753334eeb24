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
 * An error in Hubify's envelope, or as RFC 9457 has it for a client that names that type and wants it at least as much as plain
 * JSON. The request's id stands where Hubify's other answers have it, in {@code meta}.
 *
 * @param type the media type
 * @param bytes JSON in UTF-8
 * @see <a href="https://www.rfc-editor.org/rfc/rfc9457#section-3">RFC 9457, section 3</a>
 */
public record ErrorBody(String type, byte[] bytes) {

    /**
     * Writes an error.
     *
     * @param code snake_case word that programs may rely on
     * @param message plain sentence for people; never what the client sent, never a secret
     * @param requestId of {@link RequestIds}
     * @param accept the request's header of that name; from a stranger
     */
    public static ErrorBody of(int status, String code, String message, String requestId, @Nullable String accept) {
        return wantsProblem(accept)
                ? new ErrorBody(
                        MediaType.APPLICATION_PROBLEM_JSON_VALUE, json(problem(status, code, message, requestId)))
                : new ErrorBody(MediaType.APPLICATION_JSON_VALUE, json(envelope(status, code, message, requestId)));
    }

    /** Writes the error of a status, as above. */
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

    /** Whether problems are named, and not merely allowed by a wildcard. */
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
