package com.hubify.identity.server.api;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Collections;
import java.util.Enumeration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.InvalidMediaTypeException;
import org.springframework.http.MediaType;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/**
 * Writes refusals in Hubify's envelope, or as a problem for a client that names that type in {@code Accept}.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc9457#section-3">RFC 9457, section 3</a>
 */
@Component
class ApiErrorWriter {

    private static final JsonMapper MAPPER = JsonMapper.builder().build();

    void write(HttpServletRequest request, HttpServletResponse response, ApiError error) throws IOException {
        if (response.isCommitted()) {
            return;
        }
        boolean asProblem = asksForProblem(request);
        String id = RequestIds.of(request);
        byte[] body = MAPPER.writeValueAsBytes(asProblem ? problem(error, id) : envelope(error, id));
        response.resetBuffer();
        response.setStatus(error.status());
        error.headers().forEach(response::setHeader);
        response.setHeader(HttpHeaders.CACHE_CONTROL, "no-store");
        response.setContentType(
                asProblem ? MediaType.APPLICATION_PROBLEM_JSON_VALUE : MediaType.APPLICATION_JSON_VALUE);
        response.setContentLength(body.length);
        response.getOutputStream().write(body);
    }

    private static Map<String, Object> envelope(ApiError error, String requestId) {
        Map<String, Object> members = new LinkedHashMap<>();
        members.put("code", error.code());
        members.put("message", error.message());
        members.put("status", error.status());
        Map<String, Object> envelope = new LinkedHashMap<>();
        envelope.put("error", members);
        envelope.put("meta", Map.of("request_id", requestId));
        return envelope;
    }

    private static Map<String, Object> problem(ApiError error, String requestId) {
        HttpStatus status = HttpStatus.resolve(error.status());
        Map<String, Object> members = new LinkedHashMap<>();
        members.put("type", "about:blank");
        members.put("title", status == null ? error.code() : status.getReasonPhrase());
        members.put("status", error.status());
        members.put("detail", error.message());
        members.put("code", error.code());
        members.put("request_id", requestId);
        return members;
    }

    /** Whether problems are named, not merely allowed by a wildcard, and wanted at least as much as plain JSON. */
    private static boolean asksForProblem(HttpServletRequest request) {
        List<MediaType> accepted = accepted(request.getHeaders(HttpHeaders.ACCEPT));
        double problem = quality(accepted, MediaType.APPLICATION_PROBLEM_JSON);
        return problem > 0 && problem >= quality(accepted, MediaType.APPLICATION_JSON);
    }

    private static List<MediaType> accepted(Enumeration<String> headers) {
        try {
            return MediaType.parseMediaTypes(Collections.list(headers));
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
