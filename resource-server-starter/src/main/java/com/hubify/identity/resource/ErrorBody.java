package com.hubify.identity.resource;

import com.nimbusds.jose.util.JSONObjectUtils;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.InvalidMediaTypeException;
import org.springframework.http.MediaType;
import org.springframework.util.IdGenerator;

/**
 * Writes an error as Hubify's envelope, or as RFC 9457 has it for a client that asks for that. A request id goes into the
 * {@code X-Request-Id} header unless the service has put one there.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc9457#section-3">RFC 9457, section 3</a>
 */
final class ErrorBody {

    static final String REQUEST_ID = "X-Request-Id";

    private final IdGenerator ids;

    ErrorBody(IdGenerator ids) {
        this.ids = ids;
    }

    /**
     * @param code stable and snake_case, for programs
     * @param message a plain sentence, for people
     */
    void write(HttpServletRequest request, HttpServletResponse response, HttpStatus status, String code, String message)
            throws IOException {
        if (!response.containsHeader(REQUEST_ID)) {
            response.setHeader(REQUEST_ID, "req_" + ids.generateId().toString().replace("-", ""));
        }
        boolean problem = wantsProblem(request.getHeader(HttpHeaders.ACCEPT));
        byte[] body = JSONObjectUtils.toJSONString(
                        problem ? problem(status, code, message) : error(status, code, message))
                .getBytes(StandardCharsets.UTF_8);
        response.setStatus(status.value());
        response.setContentType(problem ? MediaType.APPLICATION_PROBLEM_JSON_VALUE : MediaType.APPLICATION_JSON_VALUE);
        response.setContentLength(body.length);
        response.getOutputStream().write(body);
    }

    private static Map<String, Object> error(HttpStatus status, String code, String message) {
        Map<String, Object> error = new LinkedHashMap<>();
        error.put("code", code);
        error.put("message", message);
        error.put("status", status.value());
        return Map.of("error", error);
    }

    private static Map<String, Object> problem(HttpStatus status, String code, String message) {
        Map<String, Object> problem = new LinkedHashMap<>();
        problem.put("type", "about:blank");
        problem.put("title", status.getReasonPhrase());
        problem.put("status", status.value());
        problem.put("detail", message);
        problem.put("code", code);
        return problem;
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
