package com.hubify.identity.envelope;

/**
 * The error code and message for an HTTP status, where nothing more specific is to be said.
 *
 * @param code stable error code in snake_case, for programs
 * @param message plain sentence for people
 */
public record HttpError(int status, String code, String message) {

    /**
     * The error for a status of 400 or higher. A status that is not listed here has the code of its class:
     * {@code invalid_request} for 4xx, {@code internal_error} for 5xx.
     */
    public static HttpError of(int status) {
        return switch (status) {
            case 401 -> new HttpError(status, "unauthorized", "Missing or invalid authentication");
            case 403 -> new HttpError(status, "forbidden", "This credential does not allow the request.");
            case 404 -> new HttpError(status, "not_found", "Nothing exists at this path.");
            case 405 ->
                new HttpError(
                        status,
                        "method_not_allowed",
                        "This path does not support the method; the header Allow lists those it supports.");
            case 406 -> new HttpError(status, "not_acceptable", "Responses are application/json only.");
            case 413 -> new HttpError(status, "payload_too_large", "The body is too large.");
            case 415 -> new HttpError(status, "unsupported_media_type", "The body must be application/json.");
            case 429 -> new HttpError(status, "rate_limited", "Too many requests.");
            case 503 ->
                new HttpError(
                        status,
                        "service_unavailable",
                        "A system this server depends on does not respond. Try again shortly.");
            default ->
                status < 500
                        ? new HttpError(status, "invalid_request", "The request is invalid.")
                        : new HttpError(
                                status,
                                "internal_error",
                                "The server failed to process the request. Quote the request id if you report it.");
        };
    }
}
