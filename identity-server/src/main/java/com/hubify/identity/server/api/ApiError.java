package com.hubify.identity.server.api;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * An error response of the JSON API.
 *
 * @param status HTTP status
 * @param code snake_case word that programs may rely on
 * @param message sentence for people; never contains request data or a secret
 * @param headers further headers of the answer
 */
public record ApiError(int status, String code, String message, Map<String, String> headers) {

    public ApiError {
        headers = Map.copyOf(headers);
    }

    public static ApiError of(int status, String code, String message) {
        return new ApiError(status, code, message, Map.of());
    }

    public static ApiError badRequest(String message) {
        return of(400, "invalid_request", message);
    }

    /** The default error for an HTTP status. */
    static ApiError of(int status) {
        return switch (status) {
            case 401 -> of(401, "unauthorized", "Missing or invalid authentication");
            case 403 -> of(403, "forbidden", "This credential does not allow the request.");
            case 404 -> of(404, "not_found", "Nothing exists at this path.");
            case 405 ->
                of(
                        405,
                        "method_not_allowed",
                        "This path does not support the method; the header Allow lists those it supports.");
            case 406 -> of(406, "not_acceptable", "Responses are application/json only.");
            case 413 -> of(413, "payload_too_large", "The body is too large.");
            case 415 -> of(415, "unsupported_media_type", "The body must be application/json.");
            case 429 -> of(429, "rate_limited", "Too many requests.");
            case 503 ->
                of(503, "service_unavailable", "A system this server depends on does not respond. Try again shortly.")
                        .with("Retry-After", "2");
            default ->
                status < 500
                        ? of(status, "invalid_request", "The request is invalid.")
                        : of(
                                status,
                                "internal_error",
                                "The server failed to process the request. Quote the request id if you report it.");
        };
    }

    ApiError with(String header, String value) {
        Map<String, String> more = new LinkedHashMap<>(headers);
        more.put(header, value);
        return new ApiError(status, code, message, more);
    }
}
