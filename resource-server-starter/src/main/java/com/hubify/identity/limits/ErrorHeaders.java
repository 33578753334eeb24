package com.hubify.identity.limits;

import java.util.Locale;
import java.util.Map;
import org.springframework.http.HttpHeaders;

/**
 * The headers that Spring Security adds to other answers, for requests that are refused before they reach its filters.
 */
public final class ErrorHeaders {

    public static final Map<String, String> ALL =
            Map.of("X-Content-Type-Options", "nosniff", HttpHeaders.CACHE_CONTROL, "no-store");

    private ErrorHeaders() {}

    /** Whether this is a CORS header or {@code Vary}: these tell a browser which pages may read the answer. */
    public static boolean isForPages(String header) {
        return header.toLowerCase(Locale.ROOT).startsWith("access-control-")
                || header.equalsIgnoreCase(HttpHeaders.VARY);
    }
}
