package com.hubify.identity.server.api;

import com.hubify.identity.envelope.HttpError;
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
        HttpError known = HttpError.of(status);
        ApiError error = of(status, known.code(), known.message());
        return status == 503 ? error.with("Retry-After", "2") : error;
    }

    ApiError with(String header, String value) {
        Map<String, String> more = new LinkedHashMap<>(headers);
        more.put(header, value);
        return new ApiError(status, code, message, more);
    }
}
