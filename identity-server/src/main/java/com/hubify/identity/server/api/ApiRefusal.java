package com.hubify.identity.server.api;

/** Refuses a request of the JSON API with this error. */
public final class ApiRefusal extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final transient ApiError error;

    public ApiRefusal(ApiError error) {
        super(error.code(), null, false, false);
        this.error = error;
    }

    /** What is wrong, for pages that do what the API does. */
    public ApiError error() {
        return error;
    }
}
