package com.hubify.identity.limits;

import java.util.Map;
import org.springframework.http.HttpHeaders;

/** The headers that security gives other answers, for an answer to what never comes as far as security. */
final class ErrorHeaders {

    static final Map<String, String> ALL =
            Map.of("X-Content-Type-Options", "nosniff", HttpHeaders.CACHE_CONTROL, "no-store");

    private ErrorHeaders() {}
}
