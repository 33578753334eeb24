package com.hubify.identity.server.api;

import jakarta.servlet.http.HttpServletRequest;
import java.util.Objects;

/** The paths of the JSON API, and of the reports that programs elsewhere send. */
public final class ApiPath {

    private ApiPath() {}

    // By the decoded path, as the handler mapping sees it: /%76%31/ belongs to the API, too.
    public static boolean matches(HttpServletRequest request) {
        return matches(request.getServletPath() + Objects.requireNonNullElse(request.getPathInfo(), ""));
    }

    /** @param path decoded */
    public static boolean matches(String path) {
        return path.equals("/v1") || path.startsWith("/v1/") || path.startsWith("/webhooks/");
    }
}
