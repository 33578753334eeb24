package com.hubify.identity.limits;

import java.util.Locale;
import java.util.Map;
import org.springframework.http.HttpHeaders;

/** The headers that security gives other answers, for an answer to what never comes as far as security. */
public final class ErrorHeaders {

    public static final Map<String, String> ALL =
            Map.of("X-Content-Type-Options", "nosniff", HttpHeaders.CACHE_CONTROL, "no-store");

    private ErrorHeaders() {}

    /** Whether a header says which pages may read the answer, or that it differs by who asks. */
    public static boolean isForPages(String header) {
        return header.toLowerCase(Locale.ROOT).startsWith("access-control-")
                || header.equalsIgnoreCase(HttpHeaders.VARY);
    }
}
