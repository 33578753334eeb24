package com.hubify.identity.server.api;

import jakarta.servlet.http.HttpServletRequest;
import java.util.Objects;

/** Which requests belong to the JSON API. */
final class ApiPath {

    private ApiPath() {}

    // Decoded by the container, as the handler mapping sees it: /%76%31/ is the API too.
    static boolean matches(HttpServletRequest request) {
        String path = request.getServletPath() + Objects.requireNonNullElse(request.getPathInfo(), "");
        return path.equals("/v1") || path.startsWith("/v1/");
    }
}
