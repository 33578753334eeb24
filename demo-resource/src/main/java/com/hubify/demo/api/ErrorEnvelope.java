package com.hubify.demo.api;

/**
 * What surrounds every refusal.
 *
 * @param error the refusal
 * @param meta about the answer
 */
record ErrorEnvelope(Detail error, Meta meta) {

    static ErrorEnvelope of(int status, String code, String message, String requestId) {
        return new ErrorEnvelope(new Detail(code, message, status), new Meta(requestId));
    }

    /** @param requestId the same as the header {@code X-Request-Id} */
    record Meta(String requestId) {}

    /**
     * @param code snake_case, stable: programs may branch on it
     * @param message one sentence for people; may change
     * @param status the HTTP status
     */
    record Detail(String code, String message, int status) {}
}
