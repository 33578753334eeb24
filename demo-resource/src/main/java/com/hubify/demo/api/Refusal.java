package com.hubify.demo.api;

/** Says no to a request. Carries what the caller may read: a stable code, and a sentence, which is its message. */
public final class Refusal extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final int status;
    private final String code;

    private Refusal(int status, String code, String sentence) {
        super(sentence, null, false, false);
        this.status = status;
        this.code = code;
    }

    /** What comes from HTTP itself rather than from a feature; a status without a code of its own has that of its class. */
    static Refusal of(int status) {
        return switch (status) {
            case 401 -> new Refusal(status, "unauthorized", "Missing or invalid authentication");
            case 403 -> new Refusal(status, "forbidden", "This credential does not allow the request.");
            case 404 -> new Refusal(status, "not_found", "Nothing exists at this path.");
            case 405 ->
                new Refusal(
                        status,
                        "method_not_allowed",
                        "This path does not support the method; the header Allow lists those it supports.");
            case 406 -> new Refusal(status, "not_acceptable", "Responses are application/json only.");
            case 413 -> new Refusal(status, "payload_too_large", "The body is too large.");
            case 415 -> new Refusal(status, "unsupported_media_type", "The body must be application/json.");
            case 503 ->
                new Refusal(
                        status, "service_unavailable", "The service is temporarily unavailable. Try again shortly.");
            default ->
                status < 500
                        ? new Refusal(status, "invalid_request", "The request is invalid.")
                        : new Refusal(
                                status,
                                "internal_error",
                                "The service failed to process the request. Quote the request id if you report it.");
        };
    }

    /** 400: the request makes no sense as it stands. */
    public static Refusal invalid(String sentence) {
        return new Refusal(400, "invalid_request", sentence);
    }

    /** 403: the caller may see the thing, but it is someone else's. */
    public static Refusal notYours(String sentence) {
        return new Refusal(403, "forbidden", sentence);
    }

    /** 404: no such thing, or none that the caller may know of. The two read the same. */
    public static Refusal notFound(String kind) {
        return new Refusal(404, "not_found", kind + " does not exist.");
    }

    /** 409: at odds with what is there already. */
    public static Refusal conflict(String sentence) {
        return new Refusal(409, "conflict", sentence);
    }

    /** 409: there are as many as there may be. */
    public static Refusal limitReached(String sentence) {
        return new Refusal(409, "limit_reached", sentence);
    }

    int status() {
        return status;
    }

    String code() {
        return code;
    }

    String sentence() {
        return String.valueOf(getMessage());
    }
}
