package com.hubify.demo.api;

/**
 * What surrounds every refusal.
 *
 * @param error the refusal
 */
record ErrorEnvelope(Detail error) {

    static ErrorEnvelope of(int status, String code, String message) {
        return new ErrorEnvelope(new Detail(code, message, status));
    }

    /**
     * @param code snake_case, stable: programs may branch on it
     * @param message one sentence for people; may change
     * @param status the HTTP status
     */
    record Detail(String code, String message, int status) {}
}
