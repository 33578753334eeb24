package com.hubify.demo.api;

import java.util.Arrays;
import java.util.Locale;

/** The stable codes for refusals that come from HTTP itself rather than from a feature. */
enum ErrorCode {
    INVALID_REQUEST(400, "The request could not be understood."),
    UNAUTHORIZED(401, "Missing or invalid authentication"),
    FORBIDDEN(403, "This credential may not do that."),
    NOT_FOUND(404, "This path does not exist."),
    METHOD_NOT_ALLOWED(405, "This path does not know this method; the header Allow names those it knows."),
    NOT_ACCEPTABLE(406, "Answers are application/json only."),
    PAYLOAD_TOO_LARGE(413, "The body is too large."),
    UNSUPPORTED_MEDIA_TYPE(415, "The body must be application/json."),
    SERVICE_UNAVAILABLE(503, "The service cannot answer at the moment."),
    INTERNAL_ERROR(500, "Something went wrong on our side; X-Request-Id helps to find it.");

    private final int status;
    private final String sentence;

    ErrorCode(int status, String sentence) {
        this.status = status;
        this.sentence = sentence;
    }

    /** The code for a status; the general one of its class where it has none of its own. */
    static ErrorCode of(int status) {
        return Arrays.stream(values())
                .filter(code -> code.status == status)
                .findFirst()
                .orElse(status < 500 ? INVALID_REQUEST : INTERNAL_ERROR);
    }

    String code() {
        return name().toLowerCase(Locale.ROOT);
    }

    String sentence() {
        return sentence;
    }
}
