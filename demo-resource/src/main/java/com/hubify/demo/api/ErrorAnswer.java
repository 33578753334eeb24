package com.hubify.demo.api;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.InvalidMediaTypeException;
import org.springframework.http.MediaType;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;

/**
 * Writes a refusal as Hubify's envelope, or as a problem document for a caller that names that type and wants it at least as much
 * as plain JSON. The type is said outright, so that a caller who accepts no JSON still gets an answer with a body.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc9457#section-3">RFC 9457, section 3</a>
 */
final class ErrorAnswer {

    private final RequestIds ids;

    ErrorAnswer(RequestIds ids) {
        this.ids = ids;
    }

    ResponseEntity<Object> of(
            Refusal refusal, HttpHeaders headers, HttpServletRequest request, HttpServletResponse response) {
        boolean problem = asksForProblem(request.getHeader(HttpHeaders.ACCEPT));
        String id = ids.of(response);
        return ResponseEntity.status(refusal.status())
                .headers(headers)
                .contentType(problem ? MediaType.APPLICATION_PROBLEM_JSON : MediaType.APPLICATION_JSON)
                .body(
                        problem
                                ? problem(refusal, id)
                                : ErrorEnvelope.of(refusal.status(), refusal.code(), refusal.sentence(), id));
    }

    private static ProblemDetail problem(Refusal refusal, String id) {
        ProblemDetail problem =
                ProblemDetail.forStatusAndDetail(HttpStatusCode.valueOf(refusal.status()), refusal.sentence());
        problem.setProperty("code", refusal.code());
        problem.setProperty("request_id", id);
        return problem;
    }

    private static boolean asksForProblem(@Nullable String accept) {
        try {
            List<MediaType> accepted = MediaType.parseMediaTypes(accept);
            double problem = quality(accepted, MediaType.APPLICATION_PROBLEM_JSON);
            return problem > 0 && problem >= quality(accepted, MediaType.APPLICATION_JSON);
        } catch (InvalidMediaTypeException e) {
            return false;
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
