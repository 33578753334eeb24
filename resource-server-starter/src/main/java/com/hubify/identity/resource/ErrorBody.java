package com.hubify.identity.resource;

import com.nimbusds.jose.util.JSONObjectUtils;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.http.InvalidMediaTypeException;
import org.springframework.http.MediaType;

/**
 * An error in Hubify's envelope, or as RFC 9457 has it for a client that asks for that. The request's id stands where
 * Hubify's other answers have it, in {@code meta}.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc9457#section-3">RFC 9457, section 3</a>
 */
record ErrorBody(String type, byte[] bytes) {

    static ErrorBody of(Refusal refusal, String request, @Nullable String accept) {
        return wantsProblem(accept)
                ? new ErrorBody(MediaType.APPLICATION_PROBLEM_JSON_VALUE, json(problem(refusal, request)))
                : new ErrorBody(MediaType.APPLICATION_JSON_VALUE, json(envelope(refusal, request)));
    }

    private static Map<String, Object> envelope(Refusal refusal, String request) {
        Map<String, Object> error = new LinkedHashMap<>();
        error.put("code", refusal.code());
        error.put("message", refusal.message());
        error.put("status", refusal.status().value());
        Map<String, Object> envelope = new LinkedHashMap<>();
        envelope.put("error", error);
        envelope.put("meta", Map.of("request_id", request));
        return envelope;
    }

    private static Map<String, Object> problem(Refusal refusal, String request) {
        Map<String, Object> problem = new LinkedHashMap<>();
        problem.put("type", "about:blank");
        problem.put("title", refusal.status().getReasonPhrase());
        problem.put("status", refusal.status().value());
        problem.put("detail", refusal.message());
        problem.put("code", refusal.code());
        problem.put("request_id", request);
        return problem;
    }

    private static byte[] json(Map<String, Object> body) {
        return JSONObjectUtils.toJSONString(body).getBytes(StandardCharsets.UTF_8);
    }

    private static boolean wantsProblem(@Nullable String accept) {
        try {
            return MediaType.parseMediaTypes(accept).stream()
                    .anyMatch(type -> type.equalsTypeAndSubtype(MediaType.APPLICATION_PROBLEM_JSON)
                            && type.getQualityValue() > 0);
        } catch (InvalidMediaTypeException e) {
            return false;
        }
    }
}
