package com.hubify.identity.limits;

/** The limit that a request exceeded, and the error it is answered with. */
public enum ExceededLimit {
    /** The body is larger than allowed, by its {@code Content-Length} or by what was sent (RFC 9110 §15.5.14). */
    SIZE(413, "payload_too_large", "The body is too large."),

    /** The body did not arrive in time (RFC 9110 §15.5.9). */
    TIME(408, "request_timeout", "The body took too long to arrive.");

    private final int status;
    private final String code;
    private final String message;

    ExceededLimit(int status, String code, String message) {
        this.status = status;
        this.code = code;
        this.message = message;
    }

    public int status() {
        return status;
    }

    /** Stable error code in snake_case, for programs. */
    public String code() {
        return code;
    }

    /** A plain sentence, for people. */
    public String message() {
        return message;
    }
}
