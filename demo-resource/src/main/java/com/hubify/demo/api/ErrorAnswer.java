package com.hubify.demo.api;

import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.InvalidMediaTypeException;
import org.springframework.http.MediaType;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;

/**
 * Writes a refusal as Hubify's envelope, or as a problem document for a caller that asks for that. The type is said
 * outright, so that a caller who accepts no JSON still gets an answer with a body.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc9457#section-3">RFC 9457, section 3</a>
 */
final class ErrorAnswer {

    private ErrorAnswer() {}

    static ResponseEntity<Object> of(
            int status, String code, String sentence, HttpHeaders headers, @Nullable String accept) {
        boolean problem = asksForProblem(accept);
        return ResponseEntity.status(status)
                .headers(headers)
                .contentType(problem ? MediaType.APPLICATION_PROBLEM_JSON : MediaType.APPLICATION_JSON)
                .body(problem ? problem(status, code, sentence) : ErrorEnvelope.of(status, code, sentence));
    }

    private static ProblemDetail problem(int status, String code, String sentence) {
        ProblemDetail problem = ProblemDetail.forStatusAndDetail(HttpStatusCode.valueOf(status), sentence);
        problem.setProperty("code", code);
        return problem;
    }

    private static boolean asksForProblem(@Nullable String accept) {
        try {
            return MediaType.parseMediaTypes(accept).stream()
                    .anyMatch(type -> type.equalsTypeAndSubtype(MediaType.APPLICATION_PROBLEM_JSON)
                            && type.getQualityValue() > 0);
        } catch (InvalidMediaTypeException e) {
            return false;
        }
    }
}
