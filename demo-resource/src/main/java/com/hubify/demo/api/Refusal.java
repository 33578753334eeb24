package com.hubify.demo.api;

/** Says no to a request that was understood. Carries what the caller may read; its message is public. */
public final class Refusal extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final int status;
    private final String code;

    private Refusal(int status, String code, String message) {
        super(message, null, false, false);
        this.status = status;
        this.code = code;
    }

    /** What HTTP itself has a status for. */
    static Refusal of(int status) {
        ErrorCode code = ErrorCode.of(status);
        return new Refusal(status, code.code(), code.sentence());
    }

    /** 400: the request makes no sense as it stands. */
    public static Refusal invalid(String message) {
        return new Refusal(400, "invalid_request", message);
    }

    /** 403: the caller may see the thing, but it is someone else's. */
    public static Refusal notYours(String message) {
        return new Refusal(403, "forbidden", message);
    }

    /** 404: no such thing, or none that the caller may know of. The two read the same. */
    public static Refusal notFound(String kind) {
        return new Refusal(404, "not_found", kind + " does not exist.");
    }

    /** 409: at odds with what is there already. */
    public static Refusal conflict(String message) {
        return new Refusal(409, "conflict", message);
    }

    /** 409: there are as many as there may be. */
    public static Refusal limitReached(String message) {
        return new Refusal(409, "limit_reached", message);
    }

    /** 413: the body is longer than is read. */
    static Refusal tooLarge(int bytes) {
        return new Refusal(413, "payload_too_large", "The body may have at most " + bytes + " bytes.");
    }

    int status() {
        return status;
    }

    String code() {
        return code;
    }

    /** The sentence for the caller. */
    String sentence() {
        return String.valueOf(getMessage());
    }
}
