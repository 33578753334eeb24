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
