package com.hubify.identity.server.api;

import jakarta.servlet.http.HttpServletRequest;
import java.util.Objects;

/** Which requests belong to the JSON API. */
public final class ApiPath {

    private ApiPath() {}

    // Decoded by the container, as the handler mapping sees it: /%76%31/ is the API too.
    public static boolean matches(HttpServletRequest request) {
        return matches(request.getServletPath() + Objects.requireNonNullElse(request.getPathInfo(), ""));
    }

    /** @param path decoded */
    public static boolean matches(String path) {
        return path.equals("/v1") || path.startsWith("/v1/");
    }
}
